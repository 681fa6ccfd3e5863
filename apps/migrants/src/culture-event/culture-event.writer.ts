import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForRegion, lockRow, moveState, type Refusal, RuleBroken } from '@nuan/federation';
import { localDateOf, newId } from '@nuan/kernel';

import { markAttendance } from '../place/place-attendance';
import { PlacePhase } from '../place/place-phase';
import { preparePlaces, setPhase, takeBackPlaces } from '../place/place-pools';
import { assertPlace } from '../region-and-enterprise';
import type { CultureEvent } from './culture-event.entity';
import { cultureEventMachine } from './culture-event.machine';
import type { CultureEventService } from './culture-event.service';
import { CultureEventStatus } from './culture-event-status';
import type {
  CancelEventInput,
  CloseEventInput,
  EventStepInput,
  MarkAttendedInput,
  OpenEventInput,
  PlanEventInput,
} from './culture-event-write.inputs';

type CultureEventStep = (typeof cultureEventMachine.transitions)[number]['event'];

/**
 * Writes events whose places are given out (参与活动): planned, opened, closed, attended. They are of their region: who writes for some
 * of its unions doesn't run them, and marks its own members.
 */
export class CultureEventWriter {
  constructor(
    private readonly acts: Acts,
    private readonly events: CultureEventService,
  ) {}

  /**
   * Plans an event with its places and the window in which they are claimed.
   *
   * @throws ForbiddenError when the region is outside the viewer's write regions, or the viewer writes for some unions only.
   */
  async plan(viewer: Viewer, { idempotencyKey, ...input }: PlanEventInput): Promise<CultureEvent | Refusal> {
    assertMayWrite(viewer, input.regionCode, 'event:write');
    assertWritesForRegion(viewer, 'event:write');
    return this.acts.once<CultureEvent, Refusal>(
      viewer,
      'event.plan',
      { key: idempotencyKey, request: input },
      async (tx) => {
        assertPlace(tx, input.regionCode, input.heldOn);
        if (input.heldOn < localDateOf(input.opensAt)) {
          const message = 'The event is held on or after the day the claims begin.';
          tx.refuse(new RuleBroken('EVENT_BEFORE_WINDOW', 'heldOn', message, { heldOn: input.heldOn }));
        }
        const id = await insertEvent(tx, input);
        const { regionCode, opensAt, closesAt, quota: capacity } = input;
        await preparePlaces(tx, { owner: { cultureEventId: id }, regionCode, opensAt, closesAt, capacity });
        tx.about('CultureEvent', id);
        tx.within(regionCode);
        tx.note({ kind: input.kind, quota: capacity });
        return id;
      },
      (id) => this.events.written(viewer, id),
    );
  }

  /** Opens an event: within its window, places are given out from now on. */
  open(viewer: Viewer, input: OpenEventInput): Promise<CultureEvent | Refusal> {
    return this.move(viewer, input, 'OPEN', (tx) => setPhase(tx, input.id, PlacePhase.OPEN));
  }

  /** Makes the list final: no claim, and nobody moves up any more. */
  close(viewer: Viewer, input: CloseEventInput): Promise<CultureEvent | Refusal> {
    return this.move(viewer, input, 'CLOSE', (tx) => setPhase(tx, input.id, PlacePhase.SETTLED));
  }

  /** Gives an event up and takes every place back. */
  cancel(viewer: Viewer, input: CancelEventInput): Promise<CultureEvent | Refusal> {
    return this.move(viewer, input, 'CANCEL', async (tx) => {
      tx.note({ reason: input.reason });
      await takeBackPlaces(tx, input.id);
    });
  }

  /**
   * Marks who came; the event's participants are those marked.
   *
   * @throws NotFoundError when the event is unknown or outside the viewer's write regions.
   */
  async markAttended(viewer: Viewer, { eventId, claimIds }: MarkAttendedInput): Promise<CultureEvent | Refusal> {
    assertCan(viewer, 'event:write');
    const outcome = await this.acts.perform<string, Refusal>(viewer, 'event.attend', async (tx) => {
      const event = await lockRow<Pick<CultureEvent, 'status'>>(tx, {
        ...{ table: 'culture_event', entity: 'CultureEvent', id: eventId, expectedVersion: null },
      });
      if (event.status !== CultureEventStatus.OPEN && event.status !== CultureEventStatus.CLOSED) {
        const message = 'Who came is marked of an event that was opened and not given up.';
        tx.refuse(new RuleBroken('EVENT_NOT_HELD', 'eventId', message, { status: event.status }));
      }
      const marked = await markAttendance(tx, eventId, claimIds);
      await tx.query('update culture_event set participants = participants + $2, version = version + 1 where id = $1', [
        ...[eventId, marked.length],
      ]);
      return eventId;
    });
    return typeof outcome === 'string' ? this.events.written(viewer, outcome) : outcome;
  }

  private async move(
    viewer: Viewer,
    { id, expectedVersion }: EventStepInput,
    event: CultureEventStep,
    work: (tx: ActTransaction) => Promise<void>,
  ): Promise<CultureEvent | Refusal> {
    assertCan(viewer, 'event:write');
    assertWritesForRegion(viewer, 'event:write');
    const outcome = await this.acts.perform<string, Refusal>(viewer, `event.${event.toLowerCase()}`, async (tx) => {
      const target = { table: 'culture_event', id, expectedVersion, machine: cultureEventMachine, event };
      const { to } = await moveState<object, CultureEventStatus, CultureEventStep>(tx, target);
      await tx.query('update culture_event set status = $2, version = version + 1 where id = $1', [id, to]);
      await work(tx);
      return id;
    });
    return typeof outcome === 'string' ? this.events.written(viewer, outcome) : outcome;
  }
}

async function insertEvent(tx: ActTransaction, input: Omit<PlanEventInput, 'idempotencyKey'>): Promise<string> {
  const id = newId();
  await tx.query(
    `insert into culture_event (id, kind, title, region_code, campaign_code, held_on, volunteers, participants, status)
     values ($1, $2, $3, $4, $5, $6, $7, 0, '${cultureEventMachine.initial}')`,
    [id, input.kind, input.title, input.regionCode, input.campaignCode ?? null, input.heldOn, input.volunteers],
  );
  return id;
}
