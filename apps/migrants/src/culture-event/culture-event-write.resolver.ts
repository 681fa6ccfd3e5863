import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { ClaimQueue } from '../place/claim-queue';
import { ClaimPlaceInput } from '../place/place.inputs';
import type { PlaceClaim } from '../place/place-claim.entity';
import { ClaimPlaceResult, type EventFull, toldClaim } from '../place/place-outcomes';
import { CultureEvent } from './culture-event.entity';
import type { CultureEventWriter } from './culture-event.writer';
import {
  CancelEventInput,
  CancelEventResult,
  CloseEventInput,
  CloseEventResult,
  MarkAttendedInput,
  MarkAttendedResult,
  OpenEventInput,
  OpenEventResult,
  PlanEventInput,
  PlanEventResult,
} from './culture-event-write.inputs';

/** Mutations of events whose places are given out (抢吧、优惠购物、送文化、年夜饭). */
@Resolver(() => CultureEvent)
export class CultureEventWriteResolver {
  constructor(
    private readonly writer: CultureEventWriter,
    private readonly queue: ClaimQueue,
  ) {}

  @Mutation(() => PlanEventResult, { description: 'Plans an event with places and a window to claim them (筹备活动).' })
  planEvent(
    @Arg('input', () => PlanEventInput, { description: 'The event (活动).' }) input: PlanEventInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CultureEvent | Refusal> {
    return this.writer.plan(ctx.viewer, input);
  }

  @Mutation(() => OpenEventResult, { description: 'Opens a planned event for claims within its window (开放报名).' })
  openEvent(
    @Arg('input', () => OpenEventInput, { description: 'Which event (活动).' }) input: OpenEventInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CultureEvent | Refusal> {
    return this.writer.open(ctx.viewer, input);
  }

  @Mutation(() => CloseEventResult, {
    description: 'Makes the list of an open event final (截止报名): no more claims, and nobody moves up.',
  })
  closeEvent(
    @Arg('input', () => CloseEventInput, { description: 'Which event (活动).' }) input: CloseEventInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CultureEvent | Refusal> {
    return this.writer.close(ctx.viewer, input);
  }

  @Mutation(() => CancelEventResult, { description: 'Gives an event up and takes every place back (取消活动).' })
  cancelEvent(
    @Arg('input', () => CancelEventInput, { description: 'Which event, and why (活动与原因).' })
    input: CancelEventInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CultureEvent | Refusal> {
    return this.writer.cancel(ctx.viewer, input);
  }

  @Mutation(() => ClaimPlaceResult, {
    description:
      'Claims a place for a person, first come, first served (抢名额); one per person. When all are taken the person waits: EventFull.',
  })
  async claimPlace(
    @Arg('input', () => ClaimPlaceInput, { description: 'Event and person (活动与职工).' }) input: ClaimPlaceInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PlaceClaim | EventFull | Refusal> {
    const { eventId, personId: workerId, idempotencyKey } = input;
    const claim = { workerId, idempotencyKey };
    return toldClaim('eventId', await this.queue.claim(ctx.viewer, 'CultureEvent', eventId, claim));
  }

  @Mutation(() => MarkAttendedResult, { description: 'Marks who came to an event (签到); they are its participants.' })
  markAttended(
    @Arg('input', () => MarkAttendedInput, { description: 'Event and claims (活动与名额).' }) input: MarkAttendedInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CultureEvent | Refusal> {
    return this.writer.markAttended(ctx.viewer, input);
  }
}
