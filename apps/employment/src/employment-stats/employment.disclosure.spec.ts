import { describe, expect, it } from '@jest/globals';
import {
  executeSubgraph,
  type Gathered,
  testAnalystReach,
  testDisclosure,
  useTestDatabase,
  viewerWith,
} from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';
import { SpendingPurpose } from '../payment/spending-purpose';
import { PlacementRoute } from '../placement/placement-route';
import { employmentDisclosure } from './employment.disclosure';

interface Block {
  readonly trained: number | null;
  readonly placed: number | null;
  readonly retained6m: number | null;
  readonly migrantsPlaced: number | null;
  readonly startupJobs: number | null;
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
    query: `{ regions(under: "340000") { code employment(year: 2016) { trained placed retained6m migrantsPlaced startupJobs assetsGiven spent
      byRoute { route count } byPurpose { purpose amount } } } }`,
    gather: ({ regions }: { regions: readonly { code: string; employment: Block }[] }) =>
      regions.flatMap(({ code, employment }) => figuresOf(code, employment)),
  });

  it('leaves overlaps out, and what is made of them', async () => {
    const { data, errors } = await executeSubgraph(employmentSubgraph, {
      db: db.app,
      viewer: viewerWith({ role: 'analyst' }),
      query:
        '{ employmentStats(year: 2016) { employed trainedAndPlaced migrantsAmongPlaced costPerPlacement suppressed } }',
    });
    expect(errors).toEqual([]);
    expect(data).toEqual({
      employmentStats: {
        employed: null,
        trainedAndPlaced: null,
        migrantsAmongPlaced: null,
        costPerPlacement: null,
        suppressed: true,
      },
    });
  });
});

describe('the schema of employment', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  testAnalystReach({
    definition: employmentSubgraph,
    db: () => db.app,
    open: { 'EmploymentStats.year': 'the year that was asked for' },
  });
});
