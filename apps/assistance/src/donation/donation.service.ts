import { assertCan, assertRegion, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import {
  alignMany,
  allOf,
  type Batch,
  type Connection,
  countOf,
  type ListRequest,
  RegionalReader,
} from '@nuan/federation';
import { CountUnit, regionPrefix } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { Donation } from './donation.entity';
import { DonationLot } from './donation-lot.entity';
import { DonationStats } from './donation-stats';
import { donationList } from './donation.list';
import { LotIssue } from './lot-issue.entity';

const lots = rowMapping(DonationLot, 'l');
const issues = rowMapping(LotIssue, 'i');

/** What donations are asked for beside the filter. */
export interface DonationRequest extends ListRequest {
  /** Region and everything below it. */
  readonly region?: string | undefined;
  /** Campaign code. */
  readonly campaign?: string | undefined;
}

/** Reads donations (社会捐助), within the viewer's regions. */
export class DonationService extends RegionalReader<Donation> {
  constructor(db: DataSource) {
    super(db, { entity: Donation, action: 'donation:read', list: donationList, alias: 'g' });
  }

  /** The lots of each donation, by day of issue, in one statement; index-aligned, empty for cash. */
  readonly loadLots: Batch<string, readonly DonationLot[]> = async (viewer, donationIds) => {
    assertCan(viewer, 'donation:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${lots.columns}
       from donation_lot l join donation g on g.id = l.donation_id
       where l.donation_id = any($1::uuid[]) and g.region_code like any($2::text[]) order by l.issued_on, l.id`,
      [donationIds, scopePatterns(viewer)],
    );
    return alignMany(donationIds, rows.map(lots.map), (lot) => lot.donationId);
  };

  /** What became of each lot, in the order of recording, in one statement; index-aligned. */
  readonly loadIssues: Batch<string, readonly LotIssue[]> = async (viewer, lotIds) => {
    const found = await this.selectIssues(viewer, 'i.lot_id = any($2::uuid[])', lotIds);
    return alignMany(lotIds, found, (issue) => issue.lotId);
  };

  /**
   * One entry of a lot.
   *
   * @throws NotFoundError when the id is unknown or outside the viewer's regions.
   */
  async getIssue(viewer: Viewer, id: string): Promise<LotIssue> {
    const [issue] = await this.selectIssues(viewer, 'i.id = any($2::uuid[])', [id]);
    if (!issue) throw new NotFoundError('LotIssue', id);
    return issue;
  }

  /**
   * Cash that stayed, value of goods and their recipients, in one statement; zeros where nothing was given within the viewer's regions.
   *
   * @throws ForbiddenError when the viewer doesn't cover the region asked for, of which a zero would be false.
   */
  async stats(
    viewer: Viewer,
    { region, campaign }: Pick<DonationRequest, 'region' | 'campaign'>,
  ): Promise<DonationStats> {
    assertCan(viewer, 'donation:read');
    if (region) assertRegion(viewer, region, 'donation:read');
    const [row] = await this.db.query<{ cash: string; value: string; recipients: number }[]>(
      `select coalesce(sum(g.cash_fen - g.returned_fen), 0)::bigint as cash, coalesce(sum(l.value_fen), 0)::bigint as value,
         coalesce(sum(l.recipients), 0)::int as recipients
       from donation g
       left join lateral (
         select sum(value_fen)::bigint as value_fen, sum(recipients)::int as recipients from donation_lot where donation_id = g.id
       ) l on true
       where g.region_code like any($1::text[]) and ($2::text is null or g.region_code like $2) and ($3::text is null or g.campaign_code = $3)`,
      [scopePatterns(viewer), region ? `${regionPrefix(region)}%` : null, campaign ?? null],
    );
    return Object.assign(new DonationStats(), {
      cash: BigInt(row?.cash ?? 0),
      goodsValue: BigInt(row?.value ?? 0),
      recipients: countOf(row?.recipients ?? 0, CountUnit.PERSON),
      suppressed: false,
    });
  }

  /** A page of donations; `region` and `campaign` narrow it beside the filter. */
  override async list(
    viewer: Viewer,
    { region, campaign, where, ...request }: DonationRequest,
  ): Promise<Connection<Donation>> {
    const narrowed = allOf(where, region && { region: { under: region } }, campaign && { campaign: { eq: campaign } });
    return super.list(viewer, { ...request, where: narrowed });
  }

  private async selectIssues(viewer: Viewer, condition: string, ids: readonly string[]): Promise<LotIssue[]> {
    assertCan(viewer, 'donation:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${issues.columns} from lot_issue i join donation_lot l on l.id = i.lot_id join donation g on g.id = l.donation_id
       where g.region_code like any($1::text[]) and ${condition} order by i.made_at, i.id`,
      [scopePatterns(viewer), ids],
    );
    return rows.map(issues.map);
  }
}
