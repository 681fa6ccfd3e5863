import { regionPrefix } from '@nuan/kernel';

/** The city level itself: rows that belong to a city and to none of its counties. Nobody can ask for it, and anyone can subtract it. */
const OWN_ROWS = '-';

/** A region of the tree with the regions that make it up. */
export interface RegionNode {
  /** Division code; with a dash behind it for the rows of a city or province itself. */
  readonly code: string;
  readonly children: readonly RegionNode[];
}

/** The code under which the rows of a region count in a tree: their own, or that of the level itself where it has regions below. */
export function leafCode(regionCode: string): string {
  return regionCode.endsWith('00') ? `${regionCode}${OWN_ROWS}` : regionCode;
}

/**
 * The tree of a province, in the order of codes: each region that rows belong to (`withRows`), and each that exists (`existing`) whether
 * or not it has rows, since having none is a figure too.
 */
export function regionTree(province: string, withRows: Iterable<string>, existing: Iterable<string>): RegionNode {
  const leaves = new Set<string>([...withRows].map(leafCode));
  for (const code of existing) if (!code.endsWith('00')) leaves.add(code);
  const cities = new Map<string, Set<string>>();
  const prefix = regionPrefix(province);
  for (const leaf of leaves) {
    if (!leaf.startsWith(prefix)) continue;
    const city = leaf.startsWith(province) ? leaf : `${leaf.slice(0, 4)}00`;
    const below = cities.get(city) ?? new Set<string>();
    cities.set(city, below);
    if (leaf !== city) below.add(leaf);
  }
  for (const code of existing)
    if (code.endsWith('00') && code !== province && !cities.has(code)) cities.set(code, new Set());
  const children = [...cities].map(([code, below]) => ({ code, children: [...below].sort().map(leafOf) }));
  return { code: province, children: children.sort((left, right) => (left.code < right.code ? -1 : 1)) };
}

const leafOf = (code: string): RegionNode => ({ code, children: [] });

/** The codes of a region and of everything below it. */
export function regionsOf(node: RegionNode): string[] {
  return [node.code, ...node.children.flatMap(regionsOf)];
}
