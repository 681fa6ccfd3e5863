import { assertCan, scopePatterns } from '@nuan/auth';
import { alignOne, type Batch, RegionalReader } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { JobReferral } from './job-referral.entity';
import { jobReferralList } from './job-referral.list';

/** Reads referrals (推荐岗位) and the vacancies that employers offer. */
export class JobReferralService extends RegionalReader<JobReferral> {
  constructor(db: DataSource) {
    super(db, {
      entity: JobReferral,
      alias: 'r',
      action: 'placement:read',
      list: jobReferralList,
    });
  }

  /** Openings that each enterprise offers on a day, in one statement; null for an enterprise of another region. */
  readonly countOpenings: Batch<string, number | null, { readonly on: LocalDate }> = async (viewer, ids, { on }) => {
    assertCan(viewer, 'enterprise:read');
    const rows = await this.db.query<{ id: string; openings: number }[]>(
      `select e.id, coalesce(sum(v.openings), 0)::int as openings from enterprise_projection e
       left join job_vacancy v on v.enterprise_id = e.id and v.posted_on <= $3::date
         and (v.closed_on is null or v.closed_on > $3::date) and v.region_code like any($2::text[])
       where e.id = any($1::uuid[]) and e.region_code like any($2::text[]) group by e.id`,
      [ids, scopePatterns(viewer), on],
    );
    return alignOne(ids, rows, (row) => row.id).map((row) => row?.openings ?? null);
  };
}
