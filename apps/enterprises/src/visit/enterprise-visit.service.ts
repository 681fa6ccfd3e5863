import { assertCan, type Viewer } from '@nuan/auth';
import type { SqlParams } from '@nuan/database';
import { alignMany, type Batch, type Connection, type ListRequest } from '@nuan/federation';
import { regionPrefix } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { likePatterns } from '../viewer-scope';
import { EnterpriseVisit } from './enterprise-visit.entity';
import { enterpriseVisitList } from './enterprise-visit.list';

/** Which visits of an enterprise: of one campaign when given, the newest `first`. */
export interface VisitsOfEnterprise {
  readonly campaign: string | null;
  readonly first: number;
}

/** What a list of visits may be limited to beside its filter. */
export interface VisitListRequest extends ListRequest {
  readonly campaign?: string | null | undefined;
  readonly region?: string | null | undefined;
}

const VISIT_COLUMNS = `v.id, v.enterprise_id as "enterpriseId", v.region_code as "regionCode", v.campaign_code as "campaignCode",
  v.first_in_campaign as "firstInCampaign", v.visited_on as "visitedOn", v.leader, v.workers_met as "workersMet",
  v.amount_fen as "amountFen", v.note`;

function toVisit(row: object): EnterpriseVisit {
  const visit = Object.assign(new EnterpriseVisit(), row);
  visit.amountFen = visit.amountFen === null ? null : BigInt(visit.amountFen);
  return visit;
}

/** Reads visits to enterprises (走访慰问) within the viewer's regions. */
export class EnterpriseVisitService {
  constructor(private readonly db: DataSource) {}

  /** The newest visits of each enterprise in one statement; index-aligned, empty for one that was never visited. */
  readonly loadOfEnterprises: Batch<string, readonly EnterpriseVisit[], VisitsOfEnterprise> = async (
    viewer,
    enterpriseIds,
    { campaign, first },
  ) => {
    assertCan(viewer, 'enterprise:read');
    const rows = await this.db.query<object[]>(
      `select newest.* from unnest($1::uuid[]) wanted(enterprise_id), lateral (
         select ${VISIT_COLUMNS} from enterprise_visit v
         where v.enterprise_id = wanted.enterprise_id and v.region_code like any($2::text[])
           and ($3::text is null or v.campaign_code = $3)
         order by v.visited_on desc, v.id desc limit $4
       ) newest`,
      [enterpriseIds, likePatterns(viewer), campaign, first],
    );
    return alignMany(enterpriseIds, rows.map(toVisit), (visit) => visit.enterpriseId);
  };

  /** A page of visits. */
  async list(viewer: Viewer, request: VisitListRequest): Promise<Connection<EnterpriseVisit>> {
    assertCan(viewer, 'enterprise:read');
    const { campaign, region } = request;
    const where: ((params: SqlParams) => string)[] = [];
    if (campaign != null) where.push((params) => `v.campaign_code = ${params.add(campaign)}`);
    if (region != null) where.push((params) => `v.region_code like ${params.add(`${regionPrefix(region)}%`)}`);
    return enterpriseVisitList.page(this.db, viewer, request, { select: VISIT_COLUMNS, map: toVisit, where });
  }
}
