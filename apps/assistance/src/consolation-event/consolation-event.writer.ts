import { assertCan, assertMayWrite, can, type Viewer } from '@nuan/auth';
import { beyondRegions } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForUnion, lockRow, type Refusal, RuleBroken } from '@nuan/federation';
import { isWithin, type LocalDate, newId, regionPrefix, type TargetGroupKind } from '@nuan/kernel';
import { refuseRegion } from '@nuan/regions';

import type { ConsolationEvent } from './consolation-event.entity';
import type {
  CancelConsolationEventInput,
  ChangeConsolationEventInput,
  PlanConsolationEventInput,
} from './consolation-event.inputs';
import type { ConsolationEventService } from './consolation-event.service';

interface LockedEvent {
  readonly id: string;
  readonly campaign_code: string;
  readonly region_code: string;
  readonly title: string;
  readonly target_group: TargetGroupKind;
  readonly held_on: LocalDate;
  readonly cancelled_on: LocalDate | null;
}

interface EventFacts {
  readonly group: TargetGroupKind;
  readonly heldOn: LocalDate;
}

/** Writes consolation events (慰问活动): planned, changed and called off, until a payment names them. */
export class ConsolationEventWriter {
  constructor(
    private readonly acts: Acts,
    private readonly events: ConsolationEventService,
  ) {}

  /**
   * Plans an event of a campaign that isn't over.
   *
   * @throws ForbiddenError when the region is outside the viewer's write regions.
   * @throws NotFoundError when there is no such campaign.
   */
  async plan(
    viewer: Viewer,
    { idempotencyKey, ...input }: PlanConsolationEventInput,
  ): Promise<ConsolationEvent | Refusal> {
    assertMayWrite(viewer, input.regionCode, rightOf(viewer));
    return this.acts.once<ConsolationEvent, Refusal>(
      viewer,
      'consolationEvent.plan',
      { key: idempotencyKey, request: input },
      async (tx) => {
        const [campaign] = await tx.query<{ code: string; regionCode: string }[]>(
          'select code, region_code as "regionCode" from campaign where id = $1',
          [input.campaignId],
        );
        if (!campaign) throw new NotFoundError('Campaign', input.campaignId);
        if (!isWithin(input.regionCode, regionPrefix(campaign.regionCode))) {
          const message = 'The campaign is run in another region.';
          tx.refuse(new RuleBroken('OUTSIDE_CAMPAIGN', 'regionCode', message, { campaignRegion: campaign.regionCode }));
        }
        refuseRegion(tx, 'regionCode', input.regionCode, input.heldOn);
        await assertWritesForUnion(tx, input.unionId, 'unionId', rightOf(viewer));
        await assertFits(tx, campaign.code, input);
        const id = newId();
        const { regionCode, unionId, title, group, heldOn } = input;
        await tx.query(
          'insert into consolation_event (id, campaign_code, region_code, union_id, title, target_group, held_on) values ($1, $2, $3, $4, $5, $6, $7)',
          [id, campaign.code, regionCode, unionId, title, group, heldOn],
        );
        tx.about('ConsolationEvent', id);
        tx.within(regionCode);
        tx.note({ group, heldOn });
        return id;
      },
      (id) => this.events.get(viewer, id),
    );
  }

  /** Changes an event that no payment names yet. */
  async change(viewer: Viewer, input: ChangeConsolationEventInput): Promise<ConsolationEvent | Refusal> {
    return this.step(viewer, 'consolationEvent.change', input, async (tx, event) => {
      const [group, heldOn] = [input.group ?? event.target_group, input.heldOn ?? event.held_on];
      refuseRegion(tx, 'heldOn', event.region_code, heldOn);
      await assertFits(tx, event.campaign_code, { group, heldOn });
      await tx.query(
        'update consolation_event set title = $2, target_group = $3, held_on = $4, version = version + 1 where id = $1',
        [event.id, input.title ?? event.title, group, heldOn],
      );
      tx.note({ groupBefore: event.target_group, group, heldOnBefore: event.held_on, heldOn });
    });
  }

  /** Calls an event off that no payment names. */
  async cancel(viewer: Viewer, input: CancelConsolationEventInput): Promise<ConsolationEvent | Refusal> {
    return this.step(viewer, 'consolationEvent.cancel', input, async (tx, event) => {
      await tx.query(
        'update consolation_event set cancelled_on = $2, cancelled_reason = $3, version = version + 1 where id = $1',
        [event.id, tx.today, input.reason],
      );
      tx.note({ reason: input.reason });
    });
  }

  private async step(
    viewer: Viewer,
    action: string,
    { id, expectedVersion }: { readonly id: string; readonly expectedVersion: number },
    apply: (tx: ActTransaction, event: LockedEvent) => Promise<void>,
  ): Promise<ConsolationEvent | Refusal> {
    assertCan(viewer, rightOf(viewer));
    const outcome = await this.acts.perform<string, Refusal>(viewer, action, async (tx) => {
      const target = { table: 'consolation_event', entity: 'ConsolationEvent', id, expectedVersion };
      const event = await lockRow<LockedEvent>(tx, target);
      if (event.cancelled_on !== null)
        tx.refuse(
          new RuleBroken('EVENT_CANCELLED', 'id', 'The event was called off: plan another.', {
            cancelledOn: event.cancelled_on,
          }),
        );
      const [paid] = await beyondRegions('payments of an event may be made in other counties and by other unions', () =>
        tx.query<object[]>('select 1 from disbursement where consolation_event_id = $1 limit 1', [id]),
      );
      if (paid) tx.refuse(new RuleBroken('EVENT_HAS_PAYMENTS', 'id', 'Payments name this event: it stays as it is.'));
      await apply(tx, event);
      return id;
    });
    return typeof outcome === 'string' ? this.events.get(viewer, outcome) : outcome;
  }
}

/** Those who manage campaigns hold events, and those who keep their registers. */
const rightOf = (viewer: Viewer): 'campaign:manage' | 'campaign:register' =>
  can(viewer, 'campaign:manage') ? 'campaign:manage' : 'campaign:register';

/** Refuses an event of a campaign that is over, of a group that it doesn't name, or outside its window. */
async function assertFits(tx: ActTransaction, code: string, { group, heldOn }: EventFacts): Promise<void> {
  const [campaign] = await tx.query<{ status: string; startsOn: LocalDate; endsOn: LocalDate; isNamed: boolean }[]>(
    `select c.status, c.starts_on as "startsOn", c.ends_on as "endsOn",
       exists (select from campaign_target_group g where g.campaign_code = c.code and g.target_group = $2) as "isNamed"
     from campaign c where c.code = $1 for share`,
    [code, group],
  );
  if (!campaign) throw new NotFoundError('Campaign', code);
  const { status, startsOn, endsOn, isNamed } = campaign;
  if (status === 'CLOSED')
    tx.refuse(new RuleBroken('CAMPAIGN_NOT_OPEN', 'campaignId', 'The campaign is closed.', { status }));
  if (!isNamed)
    tx.refuse(new RuleBroken('GROUP_NOT_NAMED', 'group', 'The campaign does not name this group.', { group }));
  if (heldOn < startsOn || heldOn > endsOn) {
    const message = 'An event lies within the window of its campaign.';
    tx.refuse(new RuleBroken('HELD_OUTSIDE_WINDOW', 'heldOn', message, { earliest: startsOn, latest: endsOn }));
  }
}
