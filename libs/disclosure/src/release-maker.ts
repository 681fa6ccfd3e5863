import { setImmediate as nextTurn } from 'node:timers/promises';

import { addCells, type Cell, changedLittle, EMPTY, type ShownFigure, sumCells } from './cell';
import { sliceName } from './figures';
import { figureId, type Pattern, patternOf, type SliceSource } from './pattern';
import { measureName, type Part, type Population, type Slicing } from './population';
import { leafCode, type RegionNode } from './region-tree';
import type { Release, ReleaseDocument, StoredFigure } from './release';
import { setName } from './suppression';

/** A cell of the rollups, or of what stands beside them. */
export interface SourceCell {
  readonly metric: string;
  readonly regionCode: string;
  readonly campaign: string;
  readonly year: number;
  readonly key: string;
  readonly n: number;
  readonly amountFen: bigint;
}

/** Who is behind the money of a cell, in all its years. */
export interface ContributorCell {
  readonly metric: string;
  readonly regionCode: string;
  readonly campaign: string;
  readonly year: number;
  readonly key: string;
  /** Distinct persons, households or enterprises. */
  readonly contributors: number;
  /** The most that one of them got, in fen. */
  readonly largestFen: bigint;
}

/** What a release is made of. */
export interface ReleaseSource {
  readonly cells: readonly SourceCell[];
  readonly contributors: readonly ContributorCell[];
}

type Figures = Record<string, Record<string, StoredFigure>>;

/**
 * The next release: what may be shown of every slice of every population, beside all that earlier ones gave (the oldest first). What
 * can't be shown anew keeps the figure it had.
 */
export function makeRelease(...of: Parameters<typeof releaseSteps>): ReleaseDocument {
  const steps = releaseSteps(...of);
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

/** The same beside requests that are being served: after each population of each slice they have their turn. */
export async function makeReleaseInTurns(...of: Parameters<typeof releaseSteps>): Promise<ReleaseDocument> {
  const steps = releaseSteps(...of);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    await nextTurn();
  }
}

function* releaseSteps(
  populations: readonly Population[],
  tree: RegionNode,
  source: ReleaseSource,
  earlier: readonly Release[],
): Generator<void, ReleaseDocument> {
  const shown: Record<string, Figures> = {};
  const empty: Record<string, string[]> = {};
  const sums: Record<string, Record<string, StoredFigure>> = {};
  const last = earlier.at(-1) ?? null;
  for (const slicing of ['none', 'campaign', 'year'] as const) {
    const own = populations.filter((population) => population.slicing === slicing);
    const index = indexCells(source, slicing);
    for (const slice of slicesOf(index, slicing, last)) {
      shown[slice] ??= {};
      empty[slice] ??= [];
      sums[slice] ??= {};
      for (const population of own) {
        const pattern = guardedPattern(population, tree, sliceSource(index, slice, earlier), earlier, slice);
        write(pattern, shown[slice], empty[slice]);
        for (const { ids, cell } of pattern.sums) sums[slice][setName(ids)] = [cell.n, String(cell.amountFen)];
        keep(population, tree, slice, last, shown[slice]);
        yield;
      }
    }
  }
  return { regions: regionsOf(tree), shown, empty, sums };
}

/** How often a pattern is made anew before nothing of it is shown. */
const ATTEMPTS = 20;

/**
 * The pattern that also stands beside sums of earlier releases: where figures that were hidden then and known together would now be shown
 * one by one, and their sum differs by few, they are hidden again.
 */
function guardedPattern(
  population: Part,
  tree: RegionNode,
  source: SliceSource,
  earlier: readonly Release[],
  slice: string,
): Pattern {
  const known = earlier.flatMap((release) => release.sums(slice));
  const forced = new Set<string>();
  const guarded = { ...source, isForced: (measure: string, region: string) => forced.has(figureId(measure, region)) };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const pattern = patternOf(population, tree, guarded);
    const told = known.filter((sum) => tellsOfFew(pattern, sum));
    if (told.length === 0) return pattern;
    for (const { set } of told) for (const id of set.split(',')) forced.add(id);
  }
  return { shown: new Map(), empty: new Set(), sums: [] };
}

function tellsOfFew({ shown }: Pattern, { set, ...before }: ShownFigure & { readonly set: string }): boolean {
  const cells = set.split(',').map((id) => {
    const [measure = '', region = ''] = id.split('@');
    return shown.get(measure)?.get(region);
  });
  return cells.every((cell) => cell !== undefined) && changedLittle(sumCells(cells), before);
}

/** What couldn't be shown anew stays as it was last shown. */
function keep(population: Part, tree: RegionNode, slice: string, last: Release | null, shown: Figures): void {
  if (last === null) return;
  const regions = regionsOf(tree);
  const visit = (part: Part): void => {
    const name = measureName(part);
    const names = [name, ...(part.divisions ?? []).map((_, index) => `${name}~${index}`)];
    for (const measure of names)
      for (const region of regions) {
        const before = shown[measure]?.[region] ? null : last.figure(slice, measure, region);
        if (before) (shown[measure] ??= {})[region] = [before.n, String(before.amountFen), 1];
      }
    for (const division of part.divisions ?? []) division.forEach(visit);
  };
  visit(population);
}

function write({ shown, empty }: Pattern, figures: Figures, nothing: string[]): void {
  for (const [measure, byRegion] of shown) {
    const stored = (figures[measure] ??= {});
    for (const [region, { n, amountFen }] of byRegion) stored[region] = [n, String(amountFen)];
  }
  nothing.push(...empty);
}

type CellIndex = ReadonlyMap<string, Cell>;

/** Cells by slice, metric, key and leaf, and under key `*` those of all keys. */
function indexCells(source: ReleaseSource, slicing: Slicing): CellIndex {
  const index = new Map<string, Cell>();
  const add = (id: string, cell: Cell): void => void index.set(id, addCells(index.get(id) ?? EMPTY, cell));
  const backing = new Map<string, { contributors: number; largestFen: bigint }>();
  for (const { contributors, largestFen, ...cell } of source.contributors) {
    const slice = valueOf(slicing, cell);
    if (slice === null) continue;
    const id = cellId(slice, cell.metric, cell.key, leafCode(cell.regionCode));
    const known = backing.get(id);
    const largest = known && known.largestFen > largestFen ? known.largestFen : largestFen;
    backing.set(id, { contributors: (known?.contributors ?? 0) + contributors, largestFen: largest });
  }
  for (const cell of source.cells) {
    const slice = valueOf(slicing, cell);
    if (slice === null) continue;
    const { metric, n, amountFen } = cell;
    const leaf = leafCode(cell.regionCode);
    for (const key of [cell.key, '*'])
      add(cellId(slice, metric, key, leaf), { n, amountFen, contributors: n, largestFen: 0n });
  }
  for (const [id, known] of backing) {
    const cell = index.get(id);
    if (cell) index.set(id, { ...cell, ...known });
  }
  return index;
}

function sliceSource(index: CellIndex, slice: string, earlier: readonly Release[]): SliceSource {
  const sums = new Map<string, ShownFigure[]>();
  for (const release of earlier)
    for (const { set, ...figure } of release.sums(slice)) sums.set(set, [...(sums.get(set) ?? []), figure]);
  return {
    cell: ({ metric, keys }, leaf) =>
      (keys ?? ['*']).reduce((sum, key) => {
        const cell = index.get(cellId(slice, metric, key, leaf));
        return cell ? addCells(sum, cell) : sum;
      }, EMPTY),
    before: (measure, region) => earlier.map((release) => release.figure(slice, measure, region) ?? undefined),
    knownSums: (set) => sums.get(set) ?? [],
  };
}

/** The slices that hold anything now, and those that the last release knows. */
function slicesOf(index: CellIndex, slicing: Slicing, last: Release | null): string[] {
  const known = (last?.slices ?? []).filter((slice) => slice.startsWith(sliceName(slicing, '')));
  const held = [...index.keys()].map((id) => id.slice(0, id.indexOf('\n')));
  return [...new Set([...known, ...held])].sort();
}

function valueOf(slicing: Slicing, { campaign, year }: { campaign: string; year: number }): string | null {
  switch (slicing) {
    case 'none':
      return sliceName(slicing, '');
    case 'campaign':
      return campaign === '' ? null : sliceName(slicing, campaign);
    case 'year':
      return sliceName(slicing, String(year));
  }
}

function cellId(slice: string, metric: string, key: string, leaf: string): string {
  return `${slice}\n${metric}\n${key}\n${leaf}`;
}

function regionsOf(node: RegionNode): string[] {
  return [node.code, ...node.children.flatMap(regionsOf)];
}
