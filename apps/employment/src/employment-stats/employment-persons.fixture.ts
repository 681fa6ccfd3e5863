import type { Chance, CountBy, FixtureCell, LinkedReleases } from '@nuan/testing';

/** What a person of a fixture was in the year; every mixture of them is a kind of its own. */
const OUTCOMES = ['trained', 'placed', 'retained_6m', 'migrant_placed', 'startup_hired'] as const;

type Outcome = (typeof OUTCOMES)[number];

const KINDS: readonly (readonly Outcome[])[] = OUTCOMES.reduce<Outcome[][]>(
  (kinds, outcome) => [...kinds, ...kinds.map((kind) => [...kind, outcome])],
  [[]],
).filter((kind) => kind.length > 0 && (!kind.includes('retained_6m') || kind.includes('placed')));

/** The sets that a person of a kind counts in, as the rollups name them. */
function setsOf(kind: readonly Outcome[]): string[] {
  const is = (outcome: Outcome): boolean => kind.includes(outcome);
  return [
    ...kind,
    ...(is('placed') || is('migrant_placed') || is('startup_hired') ? ['employed'] : []),
    ...(is('trained') && is('placed') ? ['trained_placed'] : []),
    ...(is('migrant_placed') && is('placed') ? ['migrant_among_placed'] : []),
  ].map((set) => `person.${set}`);
}

/** What may be rare in a region: sets that nearly hold, or nearly exclude, each other. */
const RARE: readonly ((is: (outcome: Outcome) => boolean) => boolean)[] = [
  (is) => is('trained') && !is('placed'),
  (is) => is('placed') && !is('migrant_placed'),
  (is) => is('migrant_placed') && !is('placed'),
  (is) => is('startup_hired') && !is('placed') && !is('migrant_placed'),
  (is) => is('startup_hired') && (is('placed') || is('migrant_placed')),
];

function cells(chance: Chance, regionCode: string, count: CountBy): FixtureCell[] {
  const sums = new Map<string, number>();
  const rare = RARE.filter(() => chance() < 0.15);
  for (const kind of KINDS) {
    const isRare = rare.some((rule) => rule((outcome) => kind.includes(outcome)));
    // Few are of a kind that is a mixture of many.
    const n = Math.floor(isRare ? chance() * 2 : count(chance) / kind.length ** 2);
    for (const metric of setsOf(kind)) sums.set(metric, (sums.get(metric) ?? 0) + n);
  }
  return [...sums].map(([metric, n]) => ({ metric, key: '', regionCode, campaign: '', year: 2016, n }));
}

/** Persons of the year, each counted in every set that they belong to. */
export const employmentPersons: LinkedReleases = {
  owns: (metric) => metric.startsWith('person.'),
  cells,
  attacks: [KINDS.map((kind) => new Set(setsOf(kind).map((set) => `year:2016|${set}`)))],
};
