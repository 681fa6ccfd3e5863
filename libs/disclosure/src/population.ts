/** A figure of the rollups: the sum of a metric's cells, of all its keys or of some. */
export interface Measure {
  readonly metric: string;
  /** The keys that count; all when absent. */
  readonly keys?: readonly string[];
}

/** The sum of some measures less that of others, such as who was trained and not placed. */
export interface Difference {
  readonly of: readonly Measure[];
  readonly less?: readonly Measure[];
}

/**
 * What must be left over beside a figure and those of other populations: a difference that anyone can compute, or the least of several in each
 * region, where a figure can't be larger or smaller than others allow. The figure is shown only where its guards, too, might be shown.
 */
export interface Guard {
  readonly least: readonly Difference[];
  /** Nothing of it in the whole province isn't enough: something must be left over. */
  readonly mustHold?: boolean;
}

/** A part of a population, itself divided where `divisions` says so. */
export interface Part extends Measure {
  readonly divisions?: readonly Division[];
  readonly guards?: readonly Guard[];
}

/**
 * One way to divide a population. What no part holds is a part of its own, since anyone can subtract; its name is never asked for.
 */
export type Division = readonly Part[];

/** By what a population is asked for; one slice at a time, so that slices can't be subtracted from each other. */
export type Slicing = 'none' | 'campaign' | 'year';

/**
 * Something that is counted by region and released as a whole: who or what is counted, and how it is divided. Populations must not
 * nest in each other: what is a part of another population is declared as its part.
 */
export interface Population extends Part {
  readonly slicing: Slicing;
  /** Measures of populations before it: it is shown only where each of them is, anew. */
  readonly needs?: readonly string[];
  /**
   * Of a population by year that holds what is released by campaign: the name of a measure there. Where guards that must hold have nothing in
   * the whole province, and each campaign of the year lies in it whole, a figure is the sum of theirs, where all of them are shown.
   */
  readonly ofCampaign?: (measure: string) => string;
}

/** Name of a measure, such as `cause/ILLNESS`; unique among the populations of a subgraph. */
export function measureName({ metric, keys }: Measure): string {
  return keys === undefined ? metric : `${metric}/${[...keys].sort().join('|')}`;
}

/** One part for each value of a vocabulary. */
export function partPerKey(metric: string, vocabulary: Readonly<Record<string, string>>): Division {
  return Object.values(vocabulary).map((key) => ({ metric, keys: [key] }));
}

/** Every part of a population, itself first. */
export function partsOf(population: Part): Part[] {
  return [population, ...(population.divisions ?? []).flatMap((division) => division.flatMap(partsOf))];
}

/** Names of all the measures of some populations, with the slicing of the population that they belong to. */
export function slicingByMeasure(populations: readonly Population[]): ReadonlyMap<string, Slicing> {
  const found = new Map<string, Slicing>();
  const visit = (part: Part, slicing: Slicing): void => {
    found.set(measureName(part), slicing);
    for (const division of part.divisions ?? []) for (const inner of division) visit(inner, slicing);
  };
  for (const population of populations) visit(population, population.slicing);
  return found;
}

/** Every metric that some populations are made of. */
export function metricsOf(populations: readonly Population[]): string[] {
  const metrics = new Set<string>();
  const visit = (part: Part): void => {
    metrics.add(part.metric);
    for (const { of, less = [] } of (part.guards ?? []).flatMap(({ least }) => least))
      for (const { metric } of [...of, ...less]) metrics.add(metric);
    for (const division of part.divisions ?? []) division.forEach(visit);
  };
  populations.forEach(visit);
  return [...metrics].sort();
}
