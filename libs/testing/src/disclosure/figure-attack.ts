import { type Division, measureName, type Part } from '@nuan/disclosure';

import { type Interval, type KnownSum, Recovery } from './recovery';

/** A figure that somebody was given, or wasn't. */
export interface Gathered {
  /** Division code. */
  readonly region: string;
  /** Name of the measure. */
  readonly measure: string;
  readonly n: number | null;
}

/** Hidden figures that are attacked one by one; of more, every second, third … is. */
const MOST_TARGETS = 100;

/** What came of an attack. */
export interface AttackOutcome {
  /** How many figures were hidden. */
  readonly hidden: number;
  /** How wide the narrowest interval is that a hidden figure could be closed in to; Infinity when none is hidden. */
  readonly width: number;
  /** Which figure that is. */
  readonly at: string;
}

/** Kinds that figures can tell apart: who or what is of one kind counts in each of its measures, and in no other. */
export type Kinds = readonly ReadonlySet<string>[];

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
  return attackKinds(kindsOf({ ...population, divisions: [division] }), leaves, gathered);
}

/** The same for figures of which it is known what kinds they count, whatever populations they belong to. */
export function attackKinds(kinds: Kinds, leaves: readonly string[], gathered: readonly Gathered[]): AttackOutcome {
  const own = ofKinds(kinds, gathered);
  const unknowns = unknownsOf(kinds, leaves);
  const problem = new Problem(knownSums(own, unknowns));
  const hidden = own.filter(({ n }) => n === null);
  return narrowest(hidden, (figure) => problem.intervalOf(unknowns(figure)));
}

function ofKinds(kinds: Kinds, gathered: readonly Gathered[]): readonly Gathered[] {
  const names = new Set(kinds.flatMap((kind) => [...kind]));
  return gathered.filter(({ measure }) => names.has(measure));
}

/** Which unknowns a figure is the sum of. */
type UnknownsOf = (figure: Gathered) => readonly number[];

function unknownsOf(kinds: Kinds, leaves: readonly string[]): UnknownsOf {
  return ({ region, measure }) =>
    leaves.flatMap((leaf, l) =>
      isBelow(leaf, region) ? kinds.flatMap((kind, k) => (kind.has(measure) ? [l * kinds.length + k] : [])) : [],
    );
}

function knownSums(gathered: readonly Gathered[], unknowns: UnknownsOf): KnownSum[] {
  return differences(gathered).map(({ figure, others }) => differenceOf(unknowns, figure, others));
}

function sampled(hidden: readonly Gathered[]): readonly Gathered[] {
  const stride = Math.max(1, Math.floor(hidden.length / MOST_TARGETS));
  return hidden.filter((_, index) => index % stride === 0);
}

function narrowest(hidden: readonly Gathered[], intervalOf: (figure: Gathered) => Interval): AttackOutcome {
  let worst: AttackOutcome = { hidden: hidden.length, width: Infinity, at: '' };
  for (const figure of sampled(hidden)) {
    const { low, high } = intervalOf(figure);
    if (high - low < worst.width)
      worst = { ...worst, width: high - low, at: `${figure.measure} of ${figure.region}: ${low} to ${high}` };
  }
  return worst;
}

interface Difference {
  readonly figure: Gathered;
  readonly others: readonly Gathered[];
}

/** Each known figure less those of the regions right below it: the same knowledge, in sums that seldom reach across cities. */
function differences(gathered: readonly Gathered[]): Difference[] {
  const known = gathered.filter(({ n }) => n !== null);
  const below = new Map<string, Gathered[]>();
  for (const figure of known) {
    const above = `${figure.measure} ${regionAbove(figure.region)}`;
    below.set(above, [...(below.get(above) ?? []), figure]);
  }
  return known.map((figure) => ({ figure, others: below.get(`${figure.measure} ${figure.region}`) ?? [] }));
}

function differenceOf(unknowns: UnknownsOf, figure: Gathered, others: readonly Gathered[]): KnownSum {
  const taken = new Set(others.flatMap(unknowns));
  const value = others.reduce((left, other) => left - (other.n ?? 0), figure.n ?? 0);
  return { of: unknowns(figure).filter((unknown) => !taken.has(unknown)), value };
}

/** What is known, parted into groups of unknowns that no sum connects. */
class Problem {
  private readonly solved: ReadonlyMap<number, number>;
  private readonly groups: readonly (readonly KnownSum[])[];
  private readonly groupOf = new Map<number, number>();
  private readonly attacks = new Map<
    number,
    { readonly recovery: Recovery; readonly index: ReadonlyMap<number, number> }
  >();

  constructor(known: readonly KnownSum[]) {
    const { sums, solved } = simplify(known);
    this.solved = solved;
    const joined = new Map<number, number>();
    const rootOf = (unknown: number): number => {
      let root = unknown;
      for (let next = joined.get(root); next !== undefined && next !== root; next = joined.get(root)) root = next;
      joined.set(unknown, root);
      return root;
    };
    for (const { of } of sums) for (const unknown of of) joined.set(rootOf(unknown), rootOf(of[0] ?? unknown));
    const byRoot = new Map<number, KnownSum[]>();
    for (const sum of sums) {
      const root = rootOf(sum.of[0] ?? 0);
      byRoot.set(root, [...(byRoot.get(root) ?? []), sum]);
    }
    this.groups = [...byRoot.values()];
    for (const [group, own] of this.groups.entries())
      for (const { of } of own) for (const unknown of of) this.groupOf.set(unknown, group);
  }

  /** Between what a sum of unknowns lies; groups don't depend on each other, so their intervals add up. */
  intervalOf(unknowns: readonly number[]): Interval {
    const open = unknowns.filter((unknown) => !this.solved.has(unknown));
    const known = unknowns.reduce((sum, unknown) => sum + (this.solved.get(unknown) ?? 0), 0);
    if (open.some((unknown) => !this.groupOf.has(unknown))) return { low: known, high: Infinity }; // nothing is known of it
    const groups = new Set(open.map((unknown) => this.groupOf.get(unknown) ?? 0));
    return [...groups].reduce(
      (sum, group) => {
        const { recovery, index } = this.attackOn(group);
        const own = open.filter((unknown) => this.groupOf.get(unknown) === group);
        const { low, high } = recovery.interval(own.map((unknown) => index.get(unknown) ?? 0));
        return { low: sum.low + low, high: sum.high + high };
      },
      { low: known, high: known },
    );
  }

  private attackOn(group: number): { readonly recovery: Recovery; readonly index: ReadonlyMap<number, number> } {
    let attack = this.attacks.get(group);
    if (attack === undefined) {
      const sums = this.groups[group] ?? [];
      const index = new Map([...new Set(sums.flatMap(({ of }) => of))].map((unknown, i) => [unknown, i]));
      const renumbered = sums.map(({ of, value }) => ({ of: of.map((unknown) => index.get(unknown) ?? 0), value }));
      attack = { recovery: new Recovery(index.size, renumbered), index };
      this.attacks.set(group, attack);
    }
    return attack;
  }
}

/** Takes out what is known by itself – a sum of one unknown, a sum that is zero – until nothing more is. */
function simplify(known: readonly KnownSum[]): { sums: readonly KnownSum[]; solved: ReadonlyMap<number, number> } {
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
  return { sums: [...distinct.values()], solved };
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

/** Code of the region right above: the city of a county, the province of a city. */
function regionAbove(region: string): string {
  if (region.endsWith('0000')) return '';
  return region.endsWith('00') ? `${region.slice(0, 2)}0000` : `${region.slice(0, 4)}00`;
}
