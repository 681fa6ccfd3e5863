import { describe, expect, it } from '@jest/globals';
import type { Viewer } from '@nuan/auth';
import { Disclosure, type DisclosurePlan } from '@nuan/disclosure';
import type { SubgraphDefinition } from '@nuan/federation';
import { today } from '@nuan/kernel';
import { PROVINCE_CODE, regionsUnder } from '@nuan/regions';
import type { DataSource } from 'typeorm';

import { executeSubgraph, testClock } from '../subgraph-execution';
import type { TestDatabase } from '../test-database';
import { viewerWith } from '../test-viewer';
import { attackFigures, type AttackOutcome, type Gathered } from './figure-attack';
import { chanceOf, fillFigures, type LinkedWorld, type StoredAs } from './figure-fixture';

/** What an attack on the figures of a subgraph needs to know. */
export interface DisclosureTest<Data> {
  readonly definition: SubgraphDefinition;
  readonly plan: DisclosurePlan;
  readonly db: () => TestDatabase;
  /** Asks for every figure that an analyst can have, of every region, for campaign TEST2017 and year 2016. */
  readonly query: string;
  /** All figures of the answer; money as what it counts, one yuan each. */
  readonly gather: (data: Data) => Gathered[];
  readonly storedAs?: StoredAs;
  /** Populations that count the same persons or payments. */
  readonly linked?: LinkedWorld;
  /** Fixtures to attack, by their seeds. */
  readonly seeds?: readonly number[];
  /** Figures that have no region of their own and are those of the viewer's: asked for by an analyst of each region. */
  readonly ofViewer?: {
    readonly query: string;
    readonly gather: (data: never, region: string) => Gathered[];
  };
}

const SLICE = { campaign: 'TEST2017', year: 2016 };
const SEEDS = [1, 2, 3];

/** Every county that exists, and the city level of two cities. */
const LEAVES: readonly string[] = [
  ...regionsUnder(PROVINCE_CODE, null, today(testClock))
    .map(({ code }) => code)
    .filter((code) => !code.endsWith('00')),
  '340100',
  '341200',
];

/**
 * Tests that nobody finds out by the API what analysts aren't shown: fills the rollups with counts that are small in hostile places,
 * collects all that an analyst can ask for, and attacks it; a second release after few have come is attacked too. The
 * same attack succeeds on figures of which only the small ones are hidden.
 */
export function testDisclosure<Data>(test: DisclosureTest<Data>): void {
  const { definition, plan, query } = test;
  const ask = async (viewer: Viewer): Promise<Gathered[]> => {
    const { data, errors } = await executeSubgraph<Data>(definition, { db: test.db().app, viewer, query });
    expect(errors).toEqual([]);
    return [...test.gather(data), ...(await askOfViewers(test, viewer.role))];
  };
  const attack = (gathered: readonly Gathered[]): AttackOutcome[] =>
    plan.populations.flatMap((population) =>
      (population.divisions ?? [[]]).map((division) => attackFigures(population, division, LEAVES, gathered)),
    );
  const analyst = viewerWith({ role: 'analyst' });
  const fill = async (seed: number): Promise<void> => {
    await test.db().owner.query('delete from rollup_counter');
    const { storedAs, linked } = test;
    await fillFigures(test.db().owner, plan.populations, LEAVES, {
      ...{ slice: SLICE, chance: chanceOf(seed), storedAs, linked },
    });
  };
  let fixtures = 0;
  const release = (): Promise<unknown> =>
    new Disclosure(test.db().app, testClock, withCountedContributors(plan)).make('COMMAND');
  const startOver = async (seed: number): Promise<void> => {
    await fill(seed);
    await test.db().owner.query('delete from disclosure_release');
    await release();
    // Who holds a release knows it by its number, and none is ever deleted but here.
    fixtures += 1;
    await test.db().owner.query('update disclosure_release set number = $1', [10 * fixtures]);
  };

  describe('against an attack with all that the API gives', () => {
    it.each(test.seeds ?? SEEDS)(
      'keep every hidden figure within an interval of ten or more (fixture %i)',
      async (seed) => {
        await startOver(seed);
        const gathered = await ask(analyst);
        const outcomes = attack(gathered);
        expect(gathered.every(({ n }) => n === null || n === 0 || n >= 10)).toBe(true);
        expect(outcomes.reduce((sum, { hidden }) => sum + hidden, 0)).toBeGreaterThan(0);
        expect(gathered.filter(({ n }) => n !== null && n > 0).length).toBeGreaterThan(20);
        expect(outcomes.filter(({ width }) => width < 10)).toEqual([]);
      },
      240_000,
    );

    it('are found out when only the small figures are hidden, so the attack is a real one', async () => {
      await startOver(1);
      const exact = await ask(viewerWith());
      const outcomes = attack(exact.map((figure) => ({ ...figure, n: (figure.n ?? 0) < 10 ? null : figure.n })));
      expect(Math.min(...outcomes.map(({ width }) => width))).toBe(0);
    }, 240_000);

    it('show in the next release no figure that differs by one to nine, and keep the rest of it hidden as well', async () => {
      await startOver(2);
      const first = await ask(analyst);
      const { owner, app } = test.db();
      await owner.query(`update rollup_counter set n = n + 1 + (hashtext(metric || region_code || key) & 3), amount_fen = amount_fen + 100
        where (hashtext(region_code || key) & 3) = 0`);
      await owner.query('update rollup_counter set amount_fen = n * 100');
      await release();
      const second = await ask(analyst);
      const before = new Map(first.map(({ region, measure, n }) => [`${measure} of ${region}`, n]));
      const changes = second.map(({ region, measure, n }) => ({
        at: `${measure} of ${region}`,
        change: Math.abs((n ?? 0) - (before.get(`${measure} of ${region}`) ?? n ?? 0)),
      }));
      expect(changes.filter(({ change }) => change > 0 && change < 10)).toEqual([]);
      expect(changes.some(({ change }) => change >= 10)).toBe(true);
      const isKept = await keptFigures(app);
      const fresh = second.map((figure) => (isKept(figure) ? { ...figure, n: null } : figure));
      expect(fresh.some(({ n }, index) => n !== second[index]?.n)).toBe(true);
      expect(attack(fresh).filter(({ width }) => width < 10)).toEqual([]);
    }, 240_000);
  });
}

/** The plan over a fixture, which has cells and no rows behind them: each one counted has contributed one yuan. */
function withCountedContributors({ contributors, extraCells, ...plan }: DisclosurePlan): DisclosurePlan {
  const extra = extraCells === undefined ? {} : { extraCells };
  if (contributors === undefined) return { ...plan, ...extra };
  const more = extraCells === undefined ? '' : ` union all ${extraCells.replaceAll('$1', "'2017-01-23'")}`;
  const sql = `select of.metric, region_code, campaign, year, part.key, sum(n)::bigint as contributors, 100::bigint as largest_fen
    from (select metric, region_code, campaign, year, key, n, amount_fen from rollup_counter${more}) cell,
      lateral (values (metric), (metric || '.money')) of (metric), lateral (values (key), ('*')) part (key)
    group by 1, 2, 3, 4, 5`;
  return { ...plan, ...extra, contributors: { ...contributors, sql } };
}

/** What viewers of one region each are given, all put together. */
async function askOfViewers<Data>(
  { definition, db, ofViewer }: DisclosureTest<Data>,
  role: Viewer['role'],
): Promise<Gathered[]> {
  if (ofViewer === undefined) return [];
  const gathered: Gathered[] = [];
  for (const { code } of regionsUnder(PROVINCE_CODE, null, today(testClock))) {
    const viewer = viewerWith({ role, read: [code] });
    const { data } = await executeSubgraph<never>(definition, { db: db().app, viewer, query: ofViewer.query });
    gathered.push(...ofViewer.gather(data, code));
  }
  return gathered;
}

/** Which figures the newest release kept from an earlier one: an attacker can't do better than to know. */
async function keptFigures(db: DataSource): Promise<(figure: Gathered) => boolean> {
  const [row] = await db.query<{ figures: { shown: Record<string, Record<string, Record<string, unknown[]>>> } }[]>(
    'select figures from disclosure_release order by number desc limit 1',
  );
  const slices = Object.values(row?.figures.shown ?? {});
  return ({ measure, region }) => slices.some((measures) => measures[measure]?.[region]?.[2] === 1);
}
