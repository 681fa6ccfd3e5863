import { type DisclosurePlan, partPerKey } from '@nuan/disclosure';
import { ExitReason, HardshipCategory, HardshipCause } from '@nuan/kernel';

/** What analysts are given of files (困难职工档案): active ones as they stand, and those that left, by year. */
export const hardshipDisclosure: DisclosurePlan = {
  populations: [
    {
      metric: 'filed',
      slicing: 'none',
      divisions: [
        partPerKey('cause', HardshipCause),
        partPerKey('category', HardshipCategory),
        [{ metric: 'migrant' }],
        [{ metric: 'stale' }],
      ],
    },
    { metric: 'exited', slicing: 'year', divisions: [partPerKey('exited', ExitReason)] },
  ],
  extraCells: `
    select 'stale' as metric, region_code, '' as campaign, 0 as year, '' as key, sum(n)::bigint as n, 0::bigint as amount_fen
    from (
      select region_code, n from rollup_counter where metric = 'review_due' and key < $1
      union all select region_code, n from rollup_delta where metric = 'review_due' and key < $1
    ) due group by region_code having sum(n) <> 0`,
};
