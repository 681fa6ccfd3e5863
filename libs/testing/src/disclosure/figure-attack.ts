import { type Division, measureName, type Part } from '@nuan/disclosure';

import { type KnownSum, Recovery } from './recovery';

/** A figure that somebody was given, or wasn't. */
export interface Gathered {
  /** Division code. */
  readonly region: string;
  /** Name of the measure. */
  readonly measure: string;
  readonly n: number | null;
}

/** What came of an attack. */
export interface AttackOutcome {
  /** How many figures were hidden. */
  readonly hidden: number;
  /** How wide the narrowest interval is that a hidden figure could be closed in to; Infinity when none is hidden. */
  readonly width: number;
  /** Which figure that is. */
  readonly at: string;
}

/**
 * Attacks one division of a population with everything that was gathered: unknown is how many there are of each kind in each leaf
 * region, known is each figure as a sum of those. `leaves` are all regions that rows may belong to, those of a city level included.
 */
export function attackFigures(
  population: Part,
  division: Division,
  leaves: readonly string[],
  gathered: readonly Gathered[],
): AttackOutcome {
  const kinds = kindsOf({ ...population, divisions: [division] });
  const names = new Set(kinds.flatMap((kind) => [...kind]));
  const own = gathered.filter(({ measure }) => names.has(measure));
  const unknowns = ({ region, measure }: Gathered): number[] =>
    leaves.flatMap((leaf, l) =>
      isBelow(leaf, region) ? kinds.flatMap((kind, k) => (kind.has(measure) ? [l * kinds.length + k] : [])) : [],
    );
  const known = own.flatMap((figure) => (figure.n === null ? [] : [{ of: unknowns(figure), value: figure.n }]));
  const problem = simplify(known);
  const hidden = own.filter(({ n }) => n === null);
  let worst: AttackOutcome = { hidden: hidden.length, width: Infinity, at: '' };
  if (hidden.length === 0) return worst;
  const recovery = new Recovery(problem.size, problem.known);
  for (const figure of hidden) {
    const left = unknowns(figure).filter((unknown) => !problem.solved.has(unknown));
    if (left.some((unknown) => !problem.index.has(unknown))) continue; // nothing is known of it
    const { low, high } = recovery.interval(left.map((unknown) => problem.index.get(unknown) ?? 0));
    if (high - low < worst.width) worst = { ...worst, width: high - low, at: `${figure.measure} of ${figure.region}` };
  }
  return worst;
}

interface Problem {
  readonly size: number;
  readonly known: readonly KnownSum[];
  /** Unknowns that a figure gives by itself. */
  readonly solved: ReadonlyMap<number, number>;
  /** Where each other unknown stands. */
  readonly index: ReadonlyMap<number, number>;
}

/** Takes out what is known by itself – a sum of one unknown, a sum that is zero – until nothing more is. */
function simplify(known: readonly KnownSum[]): Problem {
  const solved = new Map<number, number>();
  let sums = known.map(({ of, value }) => ({ of: [...of], value }));
  for (let before = -1; before < solved.size;) {
    before = solved.size;
    sums = sums.map(({ of, value }) => ({
      of: of.filter((unknown) => !solved.has(unknown)),
      value: value - of.reduce((sum, unknown) => sum + (solved.get(unknown) ?? 0), 0),
    }));
    for (const { of, value } of sums) {
      if (value === 0) for (const unknown of of) solved.set(unknown, 0);
      else if (of.length === 1) solved.set(of[0] ?? 0, value);
    }
  }
  const distinct = new Map(sums.filter(({ of }) => of.length > 0).map((sum) => [sum.of.join(), sum]));
  const index = new Map<number, number>();
  for (const { of } of distinct.values())
    for (const unknown of of) if (!index.has(unknown)) index.set(unknown, index.size);
  const renumbered = [...distinct.values()].map(({ of, value }) => ({
    of: of.map((unknown) => index.get(unknown) ?? 0),
    value,
  }));
  return { size: index.size, known: renumbered, solved, index };
}

/** The kinds that the figures of a population can tell apart, each as the measures that count it. */
function kindsOf(part: Part): ReadonlySet<string>[] {
  const own = measureName(part);
  let kinds: ReadonlySet<string>[] = [new Set([own])];
  for (const division of part.divisions ?? []) {
    const choices = [new Set<string>(), ...division.flatMap(kindsOf)];
    kinds = kinds.flatMap((kind) => choices.map((choice) => new Set([...kind, ...choice])));
  }
  return kinds;
}

function isBelow(leaf: string, region: string): boolean {
  return leaf.startsWith(region.replace(/(0000|00)$/, '')) || leaf === region;
}
