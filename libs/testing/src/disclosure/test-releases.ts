import { describe, expect, it } from '@jest/globals';
import {
  type Difference,
  type DisclosurePlan,
  type Measure,
  makeRelease,
  measureName,
  NO_MONEY,
  type Part,
  partsOf,
  type Population,
  regionsOf,
  regionTree,
  Release,
  type ReleaseDocument,
  type ReleaseSource,
} from '@nuan/disclosure';
import { today } from '@nuan/kernel';
import { PROVINCE_CODE, regionsUnder } from '@nuan/regions';

import { testClock } from '../subgraph-execution';
import { attackFigures, attackKinds, type AttackOutcome, type Gathered, type Kinds } from './figure-attack';
import { chanceOf, figureCells, type FixtureCell, growth, type LinkedWorld } from './figure-fixture';

/** What an attack on the releases of a plan needs to know. */
export interface ReleasesTest {
  readonly plan: DisclosurePlan;
  /** Fixtures to attack: as many seeds. */
  readonly fixtures?: number;
  /** Cities that rows belong to, as the first four digits of their codes: fewer where many kinds make an attack slow. */
  readonly cities?: readonly string[];
  readonly linked?: LinkedReleases;
}

/** Populations that count the same persons or payments, attacked together with all that anyone knows of how they nest. */
export interface LinkedReleases extends LinkedWorld {
  /** Cells beside those of the rollups, as the plan's `extraCells` make them. */
  readonly extra?: (cells: readonly FixtureCell[]) => readonly FixtureCell[];
  /** Kinds of person or payment, each with the figures that count it, as `slice|measure`. */
  readonly attacks: readonly Kinds[];
}

const SLICE = { campaign: 'TEST2017', year: 2016 };
const FIXTURES = 24;
const RELEASES = 3;
const SMALLEST = 10;

/** Four cities with few and many counties, and rows of a city level: large enough to hide in, small enough to be solved often. */
const CITIES = ['3401', '3406', '3411', '3416'];
/** The regions that rows of a test belong to: the counties of its cities, and the level of the first city. */
function leavesOf(cities: readonly string[]): readonly string[] {
  const counties = regionsUnder(PROVINCE_CODE, null, today(testClock)).map(({ code }) => code);
  const own = counties.filter((code) => !code.endsWith('00') && cities.some((city) => code.startsWith(city)));
  return [...own, `${cities[0] ?? ''}00`];
}

/**
 * Tests over many generated fixtures that nobody finds out what the releases of a plan hide: each of three releases, between which rows come, is
 * attacked by itself with all that it shows anew, and every two are compared. The same attack succeeds on figures of which only the small ones
 * are hidden.
 */
export function testReleases(test: ReleasesTest): void {
  const seeds = Array.from({ length: test.fixtures ?? FIXTURES }, (_, index) => index + 1);

  describe('against attacks on releases one after another', () => {
    it(`keep every hidden figure within an interval of ten or more (${seeds.length} fixtures of ${RELEASES} releases)`, () => {
      let [hidden, shown] = [0, 0];
      for (const seed of seeds) {
        const series = new Series(test, seed, (gathered) => gathered);
        for (const release of series.given) {
          const outcomes = series.attack(release);
          expect([seed, outcomes.filter(({ width }) => width < SMALLEST)]).toEqual([seed, []]);
          hidden += outcomes.reduce((sum, outcome) => sum + outcome.hidden, 0);
          shown += release.filter(({ n }) => n !== null && n > 0).length;
        }
      }
      expect(hidden).toBeGreaterThan(50 * seeds.length);
      expect(shown).toBeGreaterThan(50 * seeds.length);
    }, 600_000);

    it('tell of no figure, and of no sum of hidden ones, twice with one to nine between', () => {
      for (const seed of seeds) {
        const { known } = new Series(test, seed, (gathered) => gathered);
        expect([seed, smallChanges(known)]).toEqual([seed, []]);
      }
    }, 600_000);

    it('are found out in every fixture when only the small figures are hidden, so the attack is a real one', () => {
      for (const seed of seeds) {
        const series = new Series(test, seed, withoutSmall);
        const widths = series.given.flatMap((release) => series.attack(release)).map(({ width }) => width);
        expect([seed, Math.min(...widths)]).toEqual([seed, 0]);
      }
    }, 600_000);
  });
}

/** What suppression would be if it hid the small figures alone. */
function withoutSmall(gathered: readonly Truth[]): readonly Gathered[] {
  return gathered.map(({ truth, ...figure }) => ({ ...figure, n: truth < SMALLEST ? null : truth }));
}

/** A figure as it was given, and what is true. */
interface Truth extends Gathered {
  readonly truth: number;
}

/** What one release lets anyone know of its day, by the names of the figures that each number is the sum of. */
type Knowledge = ReadonlyMap<string, number>;

/** What two of the releases tell of with few between. */
function smallChanges(known: readonly Knowledge[]): string[] {
  const found = known.flatMap((later, index) =>
    known.slice(0, index).flatMap((before) =>
      [...new Set([...later.keys(), ...before.keys()])].filter((set) => {
        const [now, then] = [later, before].map((knowledge) => knowledge.get(set) ?? sumOf(knowledge, set));
        const change = now === undefined || then === undefined ? 0 : Math.abs(now - then);
        return change > 0 && change < SMALLEST;
      }),
    ),
  );
  return [...new Set(found)];
}

/** What is known of a set of figures when each is known by itself. */
function sumOf(knowledge: Knowledge, set: string): number | undefined {
  const [slice = '', names = ''] = set.split('|||');
  return names.split(',').reduce<number | undefined>((sum, name) => {
    const own = knowledge.get(`${slice}|||${name}`);
    return sum === undefined || own === undefined ? undefined : sum + own;
  }, 0);
}

function knowledgeOf({ shown, sums }: ReleaseDocument): Knowledge {
  const known = new Map<string, number>();
  for (const [slice, measures] of Object.entries(shown))
    for (const [measure, regions] of Object.entries(measures))
      for (const [region, [n, , isKept]] of Object.entries(regions))
        if (isKept !== 1) known.set(`${slice}|||${measure}@${region}`, n);
  for (const [slice, sets] of Object.entries(sums))
    for (const [set, [n]] of Object.entries(sets)) known.set(`${slice}|||${set}`, n);
  return known;
}

/** Releases of one fixture, one after another, as an analyst gathers them. */
class Series {
  readonly given: readonly (readonly Gathered[])[];
  readonly known: readonly Knowledge[];
  private readonly populations: readonly Population[];
  private readonly leaves: readonly string[];

  constructor(
    private readonly test: ReleasesTest,
    seed: number,
    seen: (gathered: readonly Truth[]) => readonly Gathered[],
  ) {
    const { plan, linked } = test;
    const chance = chanceOf(seed);
    this.populations = plan.populations;
    this.leaves = leavesOf(test.cities ?? CITIES);
    const tree = regionTree(PROVINCE_CODE, this.leaves, []);
    const regions = regionsOf(tree).filter((code) => !code.endsWith('-'));
    const fixture = { slice: SLICE, chance, linked };
    let cells = figureCells(plan.populations, this.leaves, fixture);
    const releases: Release[] = [];
    const known: Knowledge[] = [];
    this.known = known;
    this.given = Array.from({ length: RELEASES }, (_, index) => {
      const more = index === 0 ? [] : figureCells(plan.populations, this.leaves, { ...fixture, count: growth });
      cells = [...cells, ...more];
      const source = sourceOf(test, cells);
      const document = makeRelease(plan.populations, tree, source, releases);
      known.push(knowledgeOf(document));
      releases.push(new Release(index + 1, testClock.now(), document));
      return seen(this.gather(document, source, regions));
    });
  }

  attack(gathered: readonly Gathered[]): AttackOutcome[] {
    return [
      ...this.apart().flatMap((population) =>
        (population.divisions ?? [[]]).map((division) =>
          attackFigures(population, division, this.leaves, own(population, gathered)),
        ),
      ),
      ...this.linked().map((kinds) => attackKinds(kinds, this.leaves, gathered)),
    ];
  }

  private linked(): readonly Kinds[] {
    return (this.test.linked?.attacks ?? []).map((kinds) => withGuards(kinds, this.populations));
  }

  private apart(): readonly Population[] {
    return this.populations.filter(({ metric }) => this.test.linked?.owns(metric) !== true);
  }

  private gather({ shown, empty }: ReleaseDocument, source: ReleaseSource, regions: readonly string[]): Truth[] {
    const truth = truthOf(source);
    return this.populations.flatMap((population) => {
      const { slicing } = population;
      return Object.keys(empty)
        .filter((slice) => slice.startsWith(`${slicing}:`) && !slice.endsWith(':0'))
        .flatMap((slice) =>
          partsOf(population).flatMap((part) =>
            regions.flatMap((region): Truth[] => {
              const measure = measureName(part);
              const [n, , isKept] = shown[slice]?.[measure]?.[region] ?? [null, '0'];
              const isNothing = empty[slice]?.includes(measure) ?? false;
              const given = isNothing ? 0 : isKept === 1 ? null : n;
              const whole = { measure: `${slice}|${measure}`, region, n: given, truth: truth(slice, part, region) };
              return [whole, ...smallGuards(slice, part, region, truth)];
            }),
          ),
        );
    });
  }
}

/** The figures of a population, by the names that it has in a plan. */
function own(population: Population, gathered: readonly Gathered[]): Gathered[] {
  const slice = { none: 'none:', campaign: `campaign:${SLICE.campaign}`, year: `year:${SLICE.year}` }[
    population.slicing
  ];
  return gathered.flatMap(({ measure, ...figure }) => {
    const [of, name = ''] = measure.split('|', 2);
    return of === slice ? [{ ...figure, measure: measure.slice(slice.length + 1) || name }] : [];
  });
}

function sourceOf({ plan, linked }: ReleasesTest, fixture: readonly FixtureCell[]): ReleaseSource {
  const cells = [...fixture, ...(linked?.extra?.(fixture) ?? [])].map((cell) => ({
    ...cell,
    amountFen: BigInt(cell.n) * 100n,
  }));
  const money = plan.contributors ?? NO_MONEY;
  const metrics = (metric: string): string[] => [metric, `${metric}.money`];
  const contributors = cells.flatMap(({ metric, key, n, ...cell }) =>
    metrics(metric).flatMap((of) =>
      [key, '*'].map((each) => ({ ...cell, metric: of, key: each, contributors: n, largestFen: 100n })),
    ),
  );
  return { cells, contributors, money };
}

/** What anyone could compute beside figures, where it is small: never given, so it is attacked. */
function smallGuards(slice: string, part: Part, region: string, truth: TruthOf): Truth[] {
  const sum = (measures: readonly Measure[], of: string): number =>
    measures.reduce((total, measure) => total + truth(slice, measure, of), 0);
  return plainGuards(part).flatMap(({ of, less = [] }, index) => {
    const [own, everywhere] = [region, PROVINCE_CODE].map((code) => sum(of, code) - sum(less, code));
    const isTarget = everywhere !== 0 && own !== undefined && own < SMALLEST;
    return isTarget ? [{ measure: guardName(slice, part, index), region, n: null, truth: own }] : [];
  });
}

/** Differences that anyone can compute. */
function plainGuards({ guards = [] }: Part): Difference[] {
  return guards.flatMap(({ least: [first, ...others] }) => (first && others.length === 0 ? [first] : []));
}

/** Kinds that also know which guards count them. */
function withGuards(kinds: Kinds, populations: readonly Population[]): Kinds {
  const guards = populations
    .flatMap(partsOf)
    .flatMap((part) => plainGuards(part).map((guard, index) => ({ part, guard, index })));
  return kinds.map((kind) => {
    const slices = new Set([...kind].map((name) => name.slice(0, name.indexOf('|'))));
    const counts = (slice: string, measures: readonly Measure[]): number =>
      measures.filter((measure) => kind.has(`${slice}|${measureName(measure)}`)).length;
    const own = [...slices].flatMap((slice) =>
      guards.flatMap(({ part, guard: { of, less = [] }, index }) =>
        counts(slice, of) > counts(slice, less) ? [guardName(slice, part, index)] : [],
      ),
    );
    return new Set([...kind, ...own]);
  });
}

const guardName = (slice: string, part: Part, index: number): string => `${slice}|${measureName(part)}!${index}`;

/** What is true of a figure of a slice in a region. */
type TruthOf = (slice: string, measure: Measure, region: string) => number;

/** What is true of figures. */
function truthOf({
  cells,
}: ReleaseSource): (slice: string, part: Population | ReturnType<typeof partsOf>[number], region: string) => number {
  const sums = new Map<string, number>();
  for (const { metric, key, campaign, year, regionCode, n } of cells)
    for (const slice of ['none:', ...(campaign === '' ? [] : [`campaign:${campaign}`]), `year:${year}`])
      for (const region of [PROVINCE_CODE, `${regionCode.slice(0, 4)}00`, regionCode].filter(
        (code, i, all) => all.indexOf(code) === i,
      ))
        for (const each of [key, '*']) {
          const id = [slice, metric.replace(/\.money$/, ''), each, region].join();
          sums.set(id, (sums.get(id) ?? 0) + n);
        }
  return (slice, { metric, keys }, region) =>
    (keys ?? ['*']).reduce(
      (sum, key) => sum + (sums.get([slice, metric.replace(/\.money$/, ''), key, region].join()) ?? 0),
      0,
    );
}
