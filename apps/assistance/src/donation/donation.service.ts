import { assertCan, type Viewer } from '@nuan/auth';
import { type Batch, type Connection, countOf, type ListRequest } from '@nuan/federation';
import { CountUnit, regionPrefix } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { alignMany } from '../batch-alignment';
import { likePatterns } from '../viewer-scope';
import { Donation } from './donation.entity';
import { DonationLot } from './donation-lot.entity';
import { DonationStats } from './donation-stats';
import { donationList } from './donation.list';

const DONATION_COLUMNS = `g.id, g.kind, g.donor, g.campaign_code as "campaignCode", g.region_code as "regionCode", g.union_id as "unionId",
  g.fund_id as "fundId", g.cash_fen as cash, g.received_on as "receivedOn"`;

const toDonation = (row: Record<string, unknown>): Donation =>
  Object.assign(new Donation(), row, { cash: BigInt(String(row['cash'])) });
const toLot = (row: Record<string, unknown>): DonationLot =>
  Object.assign(new DonationLot(), row, { value: BigInt(String(row['value'])) });

/** What donations are asked for beside the filter. */
export interface DonationRequest extends ListRequest {
  /** Region and everything below it. */
  readonly region?: string | undefined;
  /** Campaign code. */
  readonly campaign?: string | undefined;
}

/** Reads donations (社会捐助), within the viewer's regions. */
export class DonationService {
  constructor(private readonly db: DataSource) {}

  /** The lots of each donation, by day of issue, in one statement; index-aligned, empty for cash. */
  readonly loadLots: Batch<string, readonly DonationLot[]> = async (viewer, donationIds) => {
    assertCan(viewer, 'donation:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select l.id, l.donation_id as "donationId", l.goods, l.quantity, l.measure, l.value_fen as value, l.recipients, l.issued_on as "issuedOn"
       from donation_lot l join donation g on g.id = l.donation_id
       where l.donation_id = any($1::uuid[]) and g.region_code like any($2::text[]) order by l.issued_on, l.id`,
      [donationIds, likePatterns(viewer)],
    );
    return alignMany(donationIds, rows.map(toLot), (lot) => lot.donationId);
  };

  /** Cash, value of goods and their recipients, in one statement; zeros where nothing was given within the viewer's regions. */
  async stats(
    viewer: Viewer,
    { region, campaign }: Pick<DonationRequest, 'region' | 'campaign'>,
  ): Promise<DonationStats> {
    assertCan(viewer, 'donation:read');
    const [row] = await this.db.query<{ cash: string; value: string; recipients: number }[]>(
      `select coalesce(sum(g.cash_fen), 0)::bigint as cash, coalesce(sum(l.value_fen), 0)::bigint as value,
         coalesce(sum(l.recipients), 0)::int as recipients
       from donation g
       left join lateral (
         select sum(value_fen)::bigint as value_fen, sum(recipients)::int as recipients from donation_lot where donation_id = g.id
       ) l on true
       where g.region_code like any($1::text[]) and ($2::text is null or g.region_code like $2) and ($3::text is null or g.campaign_code = $3)`,
      [likePatterns(viewer), region ? `${regionPrefix(region)}%` : null, campaign ?? null],
    );
    return Object.assign(new DonationStats(), {
      cash: BigInt(row?.cash ?? 0),
      goodsValue: BigInt(row?.value ?? 0),
      recipients: countOf(row?.recipients ?? 0, CountUnit.PERSON),
      suppressed: false,
    });
  }

  /** A page of donations, the latest first. */
  async list(viewer: Viewer, { region, campaign, where, ...request }: DonationRequest): Promise<Connection<Donation>> {
    assertCan(viewer, 'donation:read');
    const and = [
      where ?? {},
      region ? { region: { under: region } } : {},
      campaign ? { campaign: { eq: campaign } } : {},
    ];
    return donationList.page(
      this.db,
      viewer,
      { ...request, where: { and } },
      { select: DONATION_COLUMNS, map: toDonation },
    );
  }
}
