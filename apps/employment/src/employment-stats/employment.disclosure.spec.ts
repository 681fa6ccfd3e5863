import { describe, expect, it } from '@jest/globals';
import { Disclosure } from '@nuan/disclosure';
import { today } from '@nuan/kernel';
import { PROVINCE_CODE, regionsUnder } from '@nuan/regions';
import {
  executeSubgraph,
  type FixtureCell,
  type Gathered,
  testAnalystReach,
  testDisclosure,
  testReleases,
  useTestDatabase,
  testClock,
  viewerWith,
} from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';
import { SpendingPurpose } from '../payment/spending-purpose';
import { PlacementRoute } from '../placement/placement-route';
import { employmentDisclosure } from './employment.disclosure';
import { employmentPersons } from './employment-persons.fixture';

interface Block {
  readonly trained: number | null;
  readonly placed: number | null;
  readonly retained6m: number | null;
  readonly migrantsPlaced: number | null;
  readonly startupJobs: number | null;
  readonly employed: number | null;
  readonly trainedAndPlaced: number | null;
  readonly migrantsAmongPlaced: number | null;
  readonly assetsGiven: number | null;
  readonly spent: string | null;
  readonly byRoute: readonly { route: string; count: number | null }[];
  readonly byPurpose: readonly { purpose: string; amount: string | null }[];
}

/** Money of the fixture counts what it is spent on, one yuan each. */
const yuan = (money: string | null): number | null => (money === null ? null : Number(money));

function figuresOf(region: string, block: Block): Gathered[] {
  const routes = Object.values(PlacementRoute).map((route) => {
    const found = block.byRoute.find((entry) => entry.route === route);
    return { region, measure: `placement.route/${route}`, n: found ? found.count : 0 };
  });
  const purposes = Object.values(SpendingPurpose).map((purpose) => {
    const found = block.byPurpose.find((entry) => entry.purpose === purpose);
    return { region, measure: `payment.purpose/${purpose}`, n: found ? yuan(found.amount) : 0 };
  });
  return [
    { region, measure: 'person.trained', n: block.trained },
    { region, measure: 'person.placed', n: block.placed },
    { region, measure: 'person.retained_6m', n: block.retained6m },
    { region, measure: 'person.migrant_placed', n: block.migrantsPlaced },
    { region, measure: 'person.startup_hired', n: block.startupJobs },
    { region, measure: 'person.employed', n: block.employed },
    { region, measure: 'person.trained_placed', n: block.trainedAndPlaced },
    { region, measure: 'person.migrant_among_placed', n: block.migrantsAmongPlaced },
    { region, measure: 'asset.given', n: block.assetsGiven },
    { region, measure: 'payment.purpose', n: yuan(block.spent) },
    ...routes,
    ...purposes,
  ];
}

describe('what analysts are given of employment', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  testDisclosure({
    definition: employmentSubgraph,
    plan: employmentDisclosure,
    db: () => db,
    linked: employmentPersons,
    query: `{ regions(under: "340000") { code employment(year: 2016) { trained placed retained6m migrantsPlaced startupJobs employed trainedAndPlaced migrantsAmongPlaced assetsGiven spent
      byRoute { route count } byPurpose { purpose amount } } } }`,
    gather: ({ regions }: { regions: readonly { code: string; employment: Block }[] }) =>
      regions.flatMap(({ code, employment }) => figuresOf(code, employment)),
  });

  describe('where sets of persons overlap', () => {
    const ASKED = 'trained placed employed trainedAndPlaced migrantsAmongPlaced costPerPlacement';
    const SETS = ['trained', 'placed', 'employed', 'trained_placed', 'migrant_among_placed'] as const;

    const COUNTIES = regionsUnder(PROVINCE_CODE, null, today(testClock)).flatMap(({ code }) =>
      code.endsWith('00') ? [] : [code],
    );

    /** Many of every kind in every county, since a region with none of a kind would be hidden, and others with it. */
    async function fill(): Promise<readonly FixtureCell[]> {
      await db.owner.query('delete from disclosure_release');
      await db.owner.query('delete from rollup_counter');
      const cells = COUNTIES.flatMap((code) =>
        employmentPersons.cells(
          () => 0.9,
          code,
          () => 320,
        ),
      );
      await db.owner.query(
        `insert into rollup_counter (metric, region_code, campaign, year, key, n, amount_fen)
         select metric, "regionCode", '', 2016, '', n, 0 from jsonb_to_recordset($1::jsonb) as cell (metric text, "regionCode" text, n bigint)`,
        [JSON.stringify(cells)],
      );
      return cells;
    }

    let releases = 0;
    async function released<Data>(query: string): Promise<Data> {
      await new Disclosure(db.app, testClock, employmentDisclosure).make('COMMAND');
      // Who holds a release knows it by its number, and none is ever deleted but here.
      await db.owner.query('update disclosure_release set number = $1', [9_990 + (releases += 1)]);
      const viewer = viewerWith({ role: 'analyst' });
      const { data, errors } = await executeSubgraph<Data>(employmentSubgraph, { db: db.app, viewer, query });
      expect(errors).toEqual([]);
      return data;
    }

    const countedIn = (cells: readonly FixtureCell[], prefix: string): object => {
      const [trained, placed, employed, trainedAndPlaced, migrantsAmongPlaced] = SETS.map((set) =>
        cells.reduce(
          (sum, { metric, regionCode, n }) =>
            metric === `person.${set}` && regionCode.startsWith(prefix) ? sum + n : sum,
          0,
        ),
      );
      return { trained, placed, employed, trainedAndPlaced, migrantsAmongPlaced, costPerPlacement: '0.00' };
    };

    it('gives the overlaps of the province, its cities and counties', async () => {
      const cells = await fill();
      const data = await released(`{
        employmentStats(year: 2016) { ${ASKED} retained3m employed6m trainedMigrantsPlaced suppressed }
        city: region(code: "340100") { employment(year: 2016) { ${ASKED} suppressed } }
        county: region(code: "340203") { employment(year: 2016) { ${ASKED} suppressed } }
      }`);
      // Jobs that lasted by every route and the finer overlaps are in no release, and the block says that something is withheld.
      const withheld = { retained3m: null, employed6m: null, trainedMigrantsPlaced: null };
      expect(data).toEqual({
        employmentStats: { ...countedIn(cells, '34'), ...withheld, suppressed: true },
        city: { employment: { ...countedIn(cells, '3401'), suppressed: true } },
        county: { employment: { ...countedIn(cells, '340203'), suppressed: true } },
      });
    });

    it('withholds one that leaves few on one side, and another of its city with it, and shows the city', async () => {
      await fill();
      await db.owner.query(
        `update rollup_counter set n = (select n + 3 from rollup_counter where metric = 'person.trained_placed' and region_code = '340203')
         where metric = 'person.trained' and region_code = '340203'`,
      );
      const ofWuhu = COUNTIES.filter((code) => code.startsWith('3402'));
      const data = await released<Record<string, { employment: Record<string, number | null> }>>(
        `{ ${['340200', '340102', ...ofWuhu].map((code) => `_${code}: region(code: "${code}") { employment(year: 2016) { trained placed trainedAndPlaced } }`).join(' ')} }`,
      );
      const shown = (code: string): unknown => data[`_${code}`]?.employment;
      const whole = { trained: expect.any(Number), placed: expect.any(Number), trainedAndPlaced: expect.any(Number) };
      expect([shown('340200'), shown('340102')]).toEqual([whole, whole]);
      expect(shown('340203')).toEqual({ ...whole, trainedAndPlaced: null });
      expect(ofWuhu.filter((code) => data[`_${code}`]?.employment['trainedAndPlaced'] === null)).toHaveLength(2);
    });
  });
});

describe('releases to analysts', () => {
  testReleases({ plan: employmentDisclosure, linked: employmentPersons, cities: ['3406', '3416'] });
});

describe('the schema of employment', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  testAnalystReach({
    definition: employmentSubgraph,
    plan: employmentDisclosure,
    db: () => db.app,
    open: { 'EmploymentStats.year': 'the year that was asked for' },
  });
});
