import { describe } from '@jest/globals';
import { type Gathered, testAnalystReach, testDisclosure, testReleases, useTestDatabase } from '@nuan/testing';

import { enterprisesSubgraph } from '../enterprises.subgraph';
import { enterpriseDisclosure } from './enterprise.disclosure';

interface Block {
  readonly total: number | null;
  readonly distressed: number | null;
  readonly byKind: readonly { kind: string; count: number | null }[];
  readonly supportingEmployment: number | null;
  readonly visited: number | null;
  readonly workersMet: number | null;
  readonly diverted: readonly { route: string; count: number | null }[];
  readonly jobsPromised: number | null;
}

const figuresOf = (region: string, block: Block): Gathered[] => [
  { region, measure: 'enterprise', n: block.total },
  { region, measure: 'distressed', n: block.distressed },
  { region, measure: 'demonstration/SELECTED', n: block.supportingEmployment },
  { region, measure: 'visited', n: block.visited },
  { region, measure: 'workers_met', n: block.workersMet },
  { region, measure: 'jobs_promised', n: block.jobsPromised },
  ...block.byKind.map(({ kind, count }) => ({ region, measure: `distressed/${kind}`, n: count })),
  ...block.diverted.map(({ route, count }) => ({ region, measure: `diverted/${route}`, n: count })),
];

describe('what analysts are given of enterprises', () => {
  const db = useTestDatabase(enterprisesSubgraph.database);
  testDisclosure({
    definition: enterprisesSubgraph,
    plan: enterpriseDisclosure,
    db: () => db,
    query: `{ regions(under: "340000") { code enterpriseStats { total distressed byKind { kind count } supportingEmployment
      visited(campaign: "TEST2017") workersMet(campaign: "TEST2017") diverted(year: 2016) { route count } jobsPromised(year: 2016) } } }`,
    gather: ({ regions }: { regions: readonly { code: string; enterpriseStats: Block }[] }) =>
      regions.flatMap(({ code, enterpriseStats }) => figuresOf(code, enterpriseStats)),
  });
});

describe('releases to analysts', () => {
  testReleases({ plan: enterpriseDisclosure });
});

describe('the schema of enterprises', () => {
  const db = useTestDatabase(enterprisesSubgraph.database);
  testAnalystReach({
    definition: enterprisesSubgraph,
    plan: enterpriseDisclosure,
    db: () => db.app,
    open: {
      'Campaign.enterprisesVisited': 'null when withheld; a campaign is no block of figures and says so nowhere else',
      'Region.minLivingLine': 'published by the city: a line, not a count',
      'MinLivingLine.monthly': 'published by the city: a line, not a count',
      'MinLivingLine.version': 'a counter of changes to the line itself',
    },
  });
});
