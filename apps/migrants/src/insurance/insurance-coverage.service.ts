import { assertRegion, scopePatterns, type Viewer } from '@nuan/auth';
import { type LocalDate, regionPrefix } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { type CoverageCount, coverageOf, type InsuranceCoverage } from './insurance-coverage';

/** Whose coverage is asked for. */
export interface CoverageRequest {
  /** Region and everything below it. */
  readonly region: string;
  /** Year of the target. */
  readonly year: number;
  /** Day the projects are counted for. */
  readonly on: LocalDate;
}

/** The target of the nearest region that has set one by the year; its latest holds until there is a newer one. */
const COVERAGE = `
select count(*)::int as projects, (count(*) filter (where p.insured_on <= $3::date))::int as insured,
  coalesce(sum(p.workers_covered) filter (where p.insured_on <= $3::date), 0)::int as "workersCovered",
  (select t.share_percent from insurance_target t
   where t.year <= $4 and t.region_code = any(array[$5, left($5, 4) || '00', left($5, 2) || '0000'])
   order by case t.region_code when $5 then 1 when left($5, 4) || '00' then 2 else 3 end, t.year desc limit 1) as "targetPercent"
from insurance_project p
where p.region_code like $1 and p.region_code like any($2::text[]) and p.started_on <= $3::date
  and (p.closed_on is null or p.closed_on > $3::date)`;

/** Reckons how far injury insurance by project has come (参保率), from the rows. */
export class InsuranceCoverageService {
  constructor(private readonly db: DataSource) {}

  /**
   * The coverage of a region on a day, against the target of a year; one statement.
   *
   * @throws ForbiddenError when the region is outside the viewer's.
   */
  async of(viewer: Viewer, { region, year, on }: CoverageRequest): Promise<InsuranceCoverage> {
    assertRegion(viewer, region, 'insurance:read');
    const params = [`${regionPrefix(region)}%`, scopePatterns(viewer), on, year, region];
    const [row] = await this.db.query<[CoverageCount]>(COVERAGE, params);
    return Object.assign(coverageOf(row, year, on), { regionCode: region });
  }
}
