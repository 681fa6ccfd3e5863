import { setImmediate as nextTurn } from 'node:timers/promises';

import { campaignSums } from './campaign-sums';
import { addCells, changedLittle, EMPTY, type ShownFigure, sumCells } from './cell';
import { cellId, type CellIndex, indexCells, type ReleaseSource } from './cell-index';
import { sliceName } from './figures';
import { figureId, type Pattern, patternOf, type SliceSource } from './pattern';
import { measureName, partsOf, type Population, type Slicing } from './population';
import { type RegionNode, regionsOf } from './region-tree';
import type { Figures, Release, ReleaseDocument, ReleaseInMaking, StoredFigure } from './release';
import { type Candidate, setName } from './suppression';

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
        const made = { shown, empty, slice, earlier };
        const pattern = guardedPattern(population, tree, sliceSource(index, slice, earlier), made);
        write(pattern, shown[slice], empty[slice]);
        for (const { ids, cell } of pattern.sums) sums[slice][setName(ids)] = [cell.n, String(cell.amountFen)];
        if (pattern.shown.size === 0) campaignSums(population, tree, source.cells, made);
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
 * one by one, and their sum differs by few, they are hidden again. Where figures that were shown then would now be known together and differ by
 * few, what they are the sum of is hidden too: of hidden figures, all of a region's are known by the region's own.
 */
function guardedPattern(
  population: Population,
  tree: RegionNode,
  source: SliceSource,
  { shown, empty, slice, earlier }: ReleaseInMaking,
): Pattern {
  const known = earlier.flatMap((release) => release.sums(slice));
  const forced = new Set<string>();
  const names = partsOf(population).map(measureName);
  const { needs = [] } = population;
  const isNew = (measure: string, region: string): boolean => {
    const figure = shown[slice]?.[measure]?.[region];
    return figure === undefined ? (empty[slice]?.includes(measure) ?? false) : figure[2] !== 1;
  };
  const isForced = (measure: string, region: string): boolean =>
    forced.has(figureId(measure, region)) || !needs.every((needed) => isNew(needed, region));
  const guarded = { ...source, isForced };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const pattern = patternOf(population, tree, guarded);
    const told = known.filter((sum) => tellsOfFew(pattern, sum));
    const summed = pattern.sums.filter((sum) => sumTellsOfFew(sum, source));
    if (told.length + summed.length === 0) return pattern;
    for (const { set } of told) for (const id of set.split(',')) forced.add(id);
    for (const region of regionsAbove(tree, summed)) for (const name of names) forced.add(figureId(name, region));
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

function sumTellsOfFew({ ids, before, cell }: Candidate, { knownSums = () => [] }: SliceSource): boolean {
  return [...before, ...knownSums(setName(ids))].some((figure) => figure !== undefined && changedLittle(cell, figure));
}

/** The regions right above those of the figures that sums are of; the whole tree's own where there is none. */
function regionsAbove(tree: RegionNode, sums: readonly Candidate[]): ReadonlySet<string> {
  const below = new Set(sums.flatMap(({ ids }) => ids.map((id) => id.slice(id.indexOf('@') + 1))));
  const above = new Set<string>(below.has(tree.code) ? [tree.code] : []);
  const visit = (node: RegionNode): void => {
    for (const child of node.children) {
      if (below.has(child.code)) above.add(node.code);
      visit(child);
    }
  };
  visit(tree);
  return above;
}

/** What couldn't be shown anew stays as it was last shown. */
function keep(population: Population, tree: RegionNode, slice: string, last: Release | null, shown: Figures): void {
  if (last === null) return;
  const regions = regionsOf(tree);
  for (const part of partsOf(population)) {
    const name = measureName(part);
    for (const measure of [name, ...(part.divisions ?? []).map((_, index) => `${name}~${index}`)])
      for (const region of regions) {
        const before = shown[measure]?.[region] ? null : last.figure(slice, measure, region);
        if (before) (shown[measure] ??= {})[region] = [before.n, String(before.amountFen), 1];
      }
  }
}

function write({ shown, empty }: Pattern, figures: Figures, nothing: string[]): void {
  for (const [measure, byRegion] of shown) {
    const stored = (figures[measure] ??= {});
    for (const [region, { n, amountFen }] of byRegion) stored[region] = [n, String(amountFen)];
  }
  nothing.push(...empty);
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
