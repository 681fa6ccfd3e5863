import { describe, expect, it } from '@jest/globals';
import { Disclosure } from '@nuan/disclosure';
import {
  executeSubgraph,
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

  it('gives overlaps of the whole province where they are safe, and of no city', async () => {
    await db.owner.query('delete from disclosure_release');
    await db.owner.query('delete from rollup_counter');
    const cells = ['340102', '340103', '340202', '340203'].flatMap((code) =>
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
    await new Disclosure(db.app, testClock, employmentDisclosure).make('COMMAND');
    await db.owner.query('update disclosure_release set number = 9999');
    const { data, errors } = await executeSubgraph<{
      employmentStats: Record<string, number>;
      region: object;
    }>(employmentSubgraph, {
      db: db.app,
      viewer: viewerWith({ role: 'analyst' }),
      query: `{ employmentStats(year: 2016) { trained placed employed trainedAndPlaced migrantsAmongPlaced costPerPlacement retained3m employed6m trainedMigrantsPlaced suppressed }
        region(code: "340100") { employment(year: 2016) { employed trainedAndPlaced migrantsAmongPlaced costPerPlacement suppressed } } }`,
    });
    expect(errors).toEqual([]);
    const of = (name: string): number =>
      cells.reduce((sum, { metric, n }) => (metric === `person.${name}` ? sum + n : sum), 0);
    expect(data.employmentStats).toEqual({
      ...{ trained: of('trained'), placed: of('placed'), employed: of('employed') },
      ...{ trainedAndPlaced: of('trained_placed'), migrantsAmongPlaced: of('migrant_among_placed') },
      costPerPlacement: '0.00',
      // Jobs that lasted by every route and the finer overlaps are in no release, and the block says that something is withheld.
      ...{ retained3m: null, employed6m: null, trainedMigrantsPlaced: null, suppressed: true },
    });
    const nothing = { employed: null, trainedAndPlaced: null, migrantsAmongPlaced: null, costPerPlacement: null };
    expect(data.region).toEqual({ employment: { ...nothing, suppressed: true } });
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
