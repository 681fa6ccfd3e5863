import { assertCan } from '@nuan/auth';
import { type Disclosure, isGuarded } from '@nuan/disclosure';
import type { Batch } from '@nuan/federation';
import { type LocalDate, regionPrefix } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { HardshipStats } from './hardship-stats';

const METRICS = ['filed', 'migrant', 'cause', 'category', 'exited'] as const;

/** Reads the aggregates of files by region. Callers check that the viewer covers the regions. */
export class HardshipService {
  constructor(
    private readonly db: DataSource,
    private readonly disclosure: Disclosure,
  ) {}

  /** The hardship of each region in one statement; index-aligned. */
  readonly loadStats: Batch<string, HardshipStats> = async (viewer, regionCodes) => {
    assertCan(viewer, 'region:aggregate');
    const { figures, asOf } = await this.disclosure.read(viewer, { metrics: METRICS, regionCodes });
    return regionCodes.map((code) => new HardshipStats(code, figures(code), asOf));
  };

  /**
   * How many active files of each region had to be reviewed before a day, in one statement; index-aligned. The counters hold the
   * days on which reviews fall due, so nothing has to run at midnight. Analysts are given those that were overdue on the day of the
   * release.
   */
  readonly loadStale: Batch<string, number | null, { readonly today: LocalDate }> = async (
    viewer,
    regionCodes,
    { today },
  ) => {
    assertCan(viewer, 'region:aggregate');
    if (isGuarded(viewer)) {
      const { figures } = await this.disclosure.read(viewer, { metrics: ['stale'], regionCodes });
      return regionCodes.map((code) => figures(code).count({ metric: 'stale' }));
    }
    const rows = await this.db.query<{ prefix: string; n: number }[]>(
      `select p.prefix, coalesce(sum(c.n), 0)::int as n
       from unnest($1::text[]) p (prefix) left join (
         select region_code, sum(n) as n from (
           select region_code, n from rollup_counter where metric = 'review_due' and key < $2
           union all select region_code, n from rollup_delta where metric = 'review_due' and key < $2
         ) cell group by region_code
       ) c on starts_with(c.region_code, p.prefix)
       group by p.prefix`,
      [[...new Set(regionCodes.map(regionPrefix))], today],
    );
    const byPrefix = new Map(rows.map(({ prefix, n }) => [prefix, n]));
    return regionCodes.map((code) => byPrefix.get(regionPrefix(code)) ?? 0);
  };
}
