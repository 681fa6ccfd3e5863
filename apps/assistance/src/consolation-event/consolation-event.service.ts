import { assertCan, type Viewer } from '@nuan/auth';
import { beyondRegions } from '@nuan/database';
import { alignOne, allOf, type Batch, type Connection, type ListRequest, RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { DISTRIBUTED_STATUSES } from '../disbursement/pay-status';
import { ConsolationEvent } from './consolation-event.entity';
import { consolationEventList } from './consolation-event.list';

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
export class ConsolationEventService extends RegionalReader<ConsolationEvent> {
  constructor(db: DataSource) {
    super(db, { entity: ConsolationEvent, action: 'disbursement:read', list: consolationEventList, alias: 'v' });
  }

  /**
   * Recipients and money of each event, from all its payments, in one statement; index-aligned with events that the viewer has been given.
   * Payments of an event may be made in other counties and by other unions: what it comes to doesn't depend on who asks.
   */
  readonly loadTotals: Batch<string, EventTotals> = async (viewer, ids) => {
    assertCan(viewer, 'disbursement:read');
    const rows = await beyondRegions('an event is shown as a whole', () =>
      this.db.query<{ id: string; recipients: number; amount: string }[]>(
        `select consolation_event_id as id, count(distinct coalesce(household_id, payee_id))::int as recipients, sum(amount_fen)::bigint as amount
       from disbursement where consolation_event_id = any($1::uuid[]) and status = any($2::text[])
       group by consolation_event_id`,
        [ids, DISTRIBUTED_STATUSES],
      ),
    );
    return alignOne(ids, rows, (row) => row.id).map((row) => ({
      recipients: row?.recipients ?? 0,
      amountFen: BigInt(row?.amount ?? 0),
    }));
  };

  /** A page of events; `region` and `campaign` narrow it beside the filter. */
  override async list(
    viewer: Viewer,
    { region, campaign, where, ...request }: ConsolationEventRequest,
  ): Promise<Connection<ConsolationEvent>> {
    const narrowed = allOf(where, region && { region: { under: region } }, campaign && { campaign: { eq: campaign } });
    return super.list(viewer, { ...request, where: narrowed });
  }
}
