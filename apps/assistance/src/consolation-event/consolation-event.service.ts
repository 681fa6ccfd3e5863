import { assertCan, type Viewer } from '@nuan/auth';
import type { Batch, Connection, ListRequest } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { alignOne } from '../batch-alignment';
import { DISTRIBUTED_STATUSES } from '../disbursement/pay-status';
import { likePatterns } from '../viewer-scope';
import { ConsolationEvent } from './consolation-event.entity';
import { consolationEventList } from './consolation-event.list';

const EVENT_COLUMNS = `v.id, v.campaign_code as "campaignCode", v.region_code as "regionCode", v.union_id as "unionId", v.title,
  v.target_group as "group", v.held_on as "heldOn"`;

const toEvent = (row: object): ConsolationEvent => Object.assign(new ConsolationEvent(), row);

/** What the payments of an event add up to. */
export interface EventTotals {
  /** Distinct beneficiaries paid. */
  readonly recipients: number;
  readonly amountFen: bigint;
}

/** What `Query.consolationEvents` narrows by beside its filter. */
export interface ConsolationEventRequest extends ListRequest {
  /** Region and everything below it. */
  readonly region?: string | undefined;
  /** Campaign code. */
  readonly campaign?: string | undefined;
}

/** Reads consolation events (慰问活动), within the viewer's regions. */
export class ConsolationEventService {
  constructor(private readonly db: DataSource) {}

  /** Events by id in one statement; index-aligned, null for an id that is unknown or outside the viewer's regions. */
  readonly loadMany: Batch<string, ConsolationEvent | null> = async (viewer, ids) => {
    assertCan(viewer, 'campaign:read');
    const sql = `select ${EVENT_COLUMNS} from consolation_event v where v.id = any($1::uuid[]) and v.region_code like any($2::text[])`;
    const rows = await this.db.query<object[]>(sql, [ids, likePatterns(viewer)]);
    return alignOne(ids, rows.map(toEvent), (event) => event.id);
  };

  /** Recipients and money of each event, from its payments, in one statement; index-aligned. */
  readonly loadTotals: Batch<string, EventTotals> = async (viewer, ids) => {
    assertCan(viewer, 'campaign:read');
    const rows = await this.db.query<{ id: string; recipients: number; amount: string }[]>(
      `select consolation_event_id as id, count(distinct coalesce(household_id, payee_id))::int as recipients, sum(amount_fen)::bigint as amount
       from disbursement where consolation_event_id = any($1::uuid[]) and status = any($2::text[]) and region_code like any($3::text[])
       group by consolation_event_id`,
      [ids, DISTRIBUTED_STATUSES, likePatterns(viewer)],
    );
    return alignOne(ids, rows, (row) => row.id).map((row) => ({
      recipients: row?.recipients ?? 0,
      amountFen: BigInt(row?.amount ?? 0),
    }));
  };

  /** A page of events, by day. */
  async list(
    viewer: Viewer,
    { region, campaign, where, ...request }: ConsolationEventRequest,
  ): Promise<Connection<ConsolationEvent>> {
    assertCan(viewer, 'campaign:read');
    const and = [
      where ?? {},
      region ? { region: { under: region } } : {},
      campaign ? { campaign: { eq: campaign } } : {},
    ];
    return consolationEventList.page(
      this.db,
      viewer,
      { ...request, where: { and } },
      { select: EVENT_COLUMNS, map: toEvent },
    );
  }
}
