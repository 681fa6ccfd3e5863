import { assertCan, scopePatterns } from '@nuan/auth';
import { alignOne, type Batch, RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { InsuranceProject } from './insurance-project.entity';
import { insuranceProjectList } from './insurance-project.list';

/** Reads construction projects and their injury insurance (同舟计划). */
export class InsuranceProjectService extends RegionalReader<InsuranceProject> {
  constructor(db: DataSource) {
    super(db, { entity: InsuranceProject, action: 'insurance:read', list: insuranceProjectList, alias: 'p' });
  }

  /** How many insured projects each enterprise has, in one statement; index-aligned, 0 when it has none. */
  readonly loadInsuredCount: Batch<string, number> = async (viewer, enterpriseIds) => {
    assertCan(viewer, 'insurance:read');
    const rows = await this.db.query<{ enterpriseId: string; count: number }[]>(
      `select p.enterprise_id as "enterpriseId", count(*)::int as count from insurance_project p
       where p.enterprise_id = any($1::uuid[]) and p.insured and p.region_code like any($2::text[]) group by p.enterprise_id`,
      [enterpriseIds, scopePatterns(viewer)],
    );
    return alignOne(enterpriseIds, rows, (row) => row.enterpriseId).map((row) => row?.count ?? 0);
  };
}
