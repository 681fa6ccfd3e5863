import { describe } from '@jest/globals';
import { ExitReason, HardshipCategory, HardshipCause } from '@nuan/kernel';
import { type Gathered, testAnalystReach, testDisclosure, testReleases, useTestDatabase } from '@nuan/testing';

import { workersSubgraph } from '../workers.subgraph';
import { hardshipDisclosure } from './hardship.disclosure';

interface Block {
  readonly filed: number | null;
  readonly migrant: number | null;
  readonly stale: number | null;
  readonly byCause: readonly { cause: string; count: number | null }[];
  readonly byCategory: readonly { category: string; count: number | null }[];
  readonly exited: number | null;
  readonly exitByReason: readonly { reason: string; count: number | null }[];
}

/** Every figure of a block, by the name of its measure; a key that is left out counts nothing. */
function figuresOf(region: string, block: Block): Gathered[] {
  const listed = (metric: string, keys: object, counts: readonly (readonly [string, number | null])[]): Gathered[] =>
    Object.values(keys).map((key: string) => {
      const found = counts.find(([listedKey]) => listedKey === key);
      return { region, measure: `${metric}/${key}`, n: found ? found[1] : 0 };
    });
  return [
    { region, measure: 'filed', n: block.filed },
    { region, measure: 'migrant', n: block.migrant },
    { region, measure: 'stale', n: block.stale },
    { region, measure: 'exited', n: block.exited },
    ...listed(
      'cause',
      HardshipCause,
      block.byCause.map(({ cause, count }) => [cause, count]),
    ),
    ...listed(
      'category',
      HardshipCategory,
      block.byCategory.map(({ category, count }) => [category, count]),
    ),
    ...listed(
      'exited',
      ExitReason,
      block.exitByReason.map(({ reason, count }) => [reason, count]),
    ),
  ];
}

describe('what analysts are given of files', () => {
  const db = useTestDatabase(workersSubgraph.database);
  testDisclosure({
    definition: workersSubgraph,
    plan: hardshipDisclosure,
    db: () => db,
    storedAs: { stale: { metric: 'review_due', key: '2016-05-01' } },
    query: `{ regions(under: "340000") { code hardship { filed migrant stale byCause { cause count } byCategory { category count }
      exited(year: 2016) exitByReason(year: 2016) { reason count } } } }`,
    gather: ({ regions }: { regions: readonly { code: string; hardship: Block }[] }) =>
      regions.flatMap(({ code, hardship }) => figuresOf(code, hardship)),
  });
});

describe('releases to analysts', () => {
  testReleases({ plan: hardshipDisclosure });
});

describe('the schema of workers', () => {
  const db = useTestDatabase(workersSubgraph.database);
  testAnalystReach({ definition: workersSubgraph, plan: hardshipDisclosure, db: () => db.app });
});
