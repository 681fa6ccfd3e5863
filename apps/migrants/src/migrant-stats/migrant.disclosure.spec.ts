import { describe } from '@jest/globals';
import { type Gathered, testAnalystReach, testDisclosure, testReleases, useTestDatabase } from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';
import { OPEN_WAGE_STATES } from '../wage-case/wage-deadline';
import { migrantDisclosure } from './migrant.disclosure';

interface Block {
  readonly healthChecks: number | null;
  readonly wages: Readonly<Record<'cases' | 'openCases' | 'workers', number | null>> & {
    readonly recovered: string | null;
  };
  readonly returns: Readonly<Record<'services' | 'served', number | null>> & {
    readonly subsidyRequested: string | null;
  };
  readonly insurance: Readonly<Record<'projects' | 'insured', number | null>>;
}

const figuresOf = (region: string, { healthChecks, wages, returns, insurance }: Block): Gathered[] => [
  { region, measure: 'health_check', n: healthChecks },
  { region, measure: 'wage_owed', n: wages.cases },
  { region, measure: `wage_owed/${[...OPEN_WAGE_STATES].sort().join('|')}`, n: wages.openCases },
  { region, measure: 'wage_workers', n: wages.workers },
  { region, measure: 'wage_recovered', n: wages.recovered === null ? null : Number(wages.recovered) },
  { region, measure: 'return_service', n: returns.services },
  { region, measure: 'return_served', n: returns.served },
  {
    ...{ region, measure: 'return_requested.money' },
    n: returns.subsidyRequested === null ? null : Number(returns.subsidyRequested),
  },
  { region, measure: 'insurance_project', n: insurance.projects },
  { region, measure: 'insurance_project/INSURED', n: insurance.insured },
];

describe('what analysts are given of services for migrant workers', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  testDisclosure({
    definition: migrantsSubgraph,
    plan: migrantDisclosure,
    db: () => db,
    query: `{ regions(under: "340000") { code migrant(year: 2016) { healthChecks wages { cases openCases workers recovered }
      returns { services served subsidyRequested } insurance { projects insured } } } }`,
    gather: ({ regions }: { regions: readonly { code: string; migrant: Block }[] }) =>
      regions.flatMap(({ code, migrant }) => figuresOf(code, migrant)),
  });
});

describe('releases to analysts', () => {
  testReleases({ plan: migrantDisclosure });
});

describe('the schema of migrants', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  testAnalystReach({ definition: migrantsSubgraph, plan: migrantDisclosure, db: () => db.app });
});
