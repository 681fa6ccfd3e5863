import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping, type SqlParams } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { alignMany, type Batch, type Connection, type ListRequest } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { CampaignBeneficiary } from './campaign-beneficiary.entity';
import { CampaignDelivery } from './campaign-delivery';
import { campaignRegisterList } from './campaign-register.list';

const lines = rowMapping(CampaignBeneficiary, 'b');

/** Whose register is asked for. */
export interface RegisterRequest extends ListRequest {
  /** Campaign code. */
  readonly campaign: string;
}

/** Reads the registers of campaigns (慰问救助对象名册), within the viewer's regions. They show single households and persons. */
export class CampaignRegisterService {
  constructor(private readonly db: DataSource) {}

  /**
   * A page of a campaign's register.
   *
   * @throws NotFoundError when there is no campaign of this code.
   */
  async list(viewer: Viewer, { campaign, ...request }: RegisterRequest): Promise<Connection<CampaignBeneficiary>> {
    assertCan(viewer, 'campaign:read');
    assertCan(viewer, 'household:read');
    const [known] = await this.db.query<object[]>('select 1 from campaign where code = $1', [campaign]);
    if (!known) throw new NotFoundError('Campaign', campaign);
    const ofCampaign = (params: SqlParams): string => `b.campaign_code = ${params.add(campaign)}`;
    return campaignRegisterList.page(this.db, viewer, request, {
      select: lines.columns,
      map: lines.map,
      where: [ofCampaign],
    });
  }

  /** What reached each beneficiary of a campaign beside money, in one statement, by day; index-aligned, empty where nothing did. */
  readonly loadDeliveries: Batch<string, readonly CampaignDelivery[], { readonly campaign: string }> = async (
    viewer,
    beneficiaryIds,
    { campaign },
  ) => {
    assertCan(viewer, 'household:read');
    const rows = await this.db.query<(CampaignDelivery & { beneficiaryId: string })[]>(
      `select s.beneficiary_id as "beneficiaryId", s.kind, s.delivered_on as "deliveredOn"
       from campaign_delivery s join campaign_beneficiary b using (campaign_code, beneficiary_id)
       where s.campaign_code = $1 and s.beneficiary_id = any($2::uuid[]) and b.region_code like any($3::text[])
       order by s.delivered_on, s.kind`,
      [campaign, beneficiaryIds, scopePatterns(viewer)],
    );
    return alignMany(beneficiaryIds, rows, (row) => row.beneficiaryId).map((deliveries) =>
      deliveries.map(({ kind, deliveredOn }) => Object.assign(new CampaignDelivery(), { kind, deliveredOn })),
    );
  };
}
