import { assertCan, scopePatterns } from '@nuan/auth';
import { alignMany, type Batch, RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { EnterpriseVisit } from './enterprise-visit.entity';
import { enterpriseVisitList } from './enterprise-visit.list';

/** Which visits of an enterprise: of one campaign when given, the newest `first`. */
export interface VisitsOfEnterprise {
  readonly campaign: string | null;
  readonly first: number;
}

/** Reads visits to enterprises (走访慰问) within the viewer's regions. */
export class EnterpriseVisitService extends RegionalReader<EnterpriseVisit> {
  constructor(db: DataSource) {
    super(db, { entity: EnterpriseVisit, action: 'enterprise:read', list: enterpriseVisitList, alias: 'v' });
  }

  /** The newest visits of each enterprise in one statement; index-aligned, empty for one that was never visited. */
  readonly loadOfEnterprises: Batch<string, readonly EnterpriseVisit[], VisitsOfEnterprise> = async (
    viewer,
    enterpriseIds,
    { campaign, first },
  ) => {
    assertCan(viewer, 'enterprise:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select newest.* from unnest($1::uuid[]) wanted(enterprise_id), lateral (
         select ${this.rows.columns} from enterprise_visit v
         where v.enterprise_id = wanted.enterprise_id and v.corrected_on is null and v.region_code like any($2::text[])
           and ($3::text is null or v.campaign_code = $3)
         order by v.visited_on desc, v.id desc limit $4
       ) newest`,
      [enterpriseIds, scopePatterns(viewer), campaign, first],
    );
    return alignMany(enterpriseIds, rows.map(this.rows.map), (visit) => visit.enterpriseId);
  };
}
