import { changedLittle, type ShownFigure } from './cell';
import type { SourceCell } from './cell-index';
import { sliceName } from './figures';
import { measureName, partsOf, type Population } from './population';
import { type RegionNode, regionsOf } from './region-tree';
import type { ReleaseInMaking } from './release';

/**
 * Figures of a year that is made of campaigns and nothing else, each of which lies in it whole: the sum of the campaigns' figures, wherever all of
 * them are shown anew. Who is given the sum is told nothing that the parts don't tell, but that nothing is outside of them in the whole province.
 */
export function campaignSums(
  population: Population,
  tree: RegionNode,
  cells: readonly SourceCell[],
  { shown, empty, slice, earlier }: ReleaseInMaking,
): void {
  const { ofCampaign, guards = [] } = population;
  if (ofCampaign === undefined) return;
  const year = Number(slice.slice(sliceName('year', '').length));
  const outside = new Set(guards.flatMap(({ least }) => least.flatMap(({ of }) => of.map(({ metric }) => metric))));
  if (cells.some((cell) => outside.has(cell.metric) && cell.year === year && cell.n !== 0)) return;
  const campaigns = campaignsWithin(year, cells, ofCampaign(measureName(population)));
  if (campaigns === null) return;
  const slices = campaigns.map((campaign) => sliceName('campaign', campaign));
  for (const measure of partsOf(population).map(measureName)) {
    const own = ofCampaign(measure);
    const isNothing = (of: string): boolean => empty[of]?.includes(own) ?? false;
    if (slices.every(isNothing)) empty[slice]?.push(measure);
    else
      for (const region of regionsOf(tree)) {
        const parts = slices.map((of) => (isNothing(of) ? ZERO : (shown[of]?.[own]?.[region] ?? null)));
        if (parts.some((part) => part === null || part[2] === 1)) continue;
        const n = parts.reduce((sum, part) => sum + (part?.[0] ?? 0), 0);
        const amountFen = parts.reduce((sum, part) => sum + BigInt(part?.[1] ?? 0), 0n);
        if (
          wasShown(
            { n, amountFen },
            earlier.map((release) => release.figure(slice, measure, region)),
          )
        )
          ((shown[slice] ??= {})[measure] ??= {})[region] = [n, String(amountFen)];
      }
  }
}

const ZERO = [0, '0'] as const;

/** Whether a figure tells of nobody beside what was shown of it before. */
function wasShown(figure: ShownFigure, before: readonly (ShownFigure | null)[]): boolean {
  return before.every(
    (known) => known === null || !changedLittle({ ...figure, contributors: 0, largestFen: 0n }, known),
  );
}

/** The campaigns of a year; null when one of them has something in another year too, or there is none. */
function campaignsWithin(year: number, cells: readonly SourceCell[], metric: string): string[] | null {
  const years = new Map<string, Set<number>>();
  for (const cell of cells) {
    if (cell.metric !== metric || cell.campaign === '') continue;
    years.set(cell.campaign, (years.get(cell.campaign) ?? new Set()).add(cell.year));
  }
  const own = [...years].filter(([, found]) => found.has(year));
  return own.length === 0 || own.some(([, found]) => found.size > 1) ? null : own.map(([campaign]) => campaign).sort();
}
