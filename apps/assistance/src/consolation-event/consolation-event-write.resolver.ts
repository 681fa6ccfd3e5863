import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { ConsolationEvent } from './consolation-event.entity';
import {
  CancelConsolationEventInput,
  CancelConsolationEventResult,
  ChangeConsolationEventInput,
  ChangeConsolationEventResult,
  PlanConsolationEventInput,
  PlanConsolationEventResult,
} from './consolation-event.inputs';
import type { ConsolationEventWriter } from './consolation-event.writer';

/** Mutations of consolation events (慰问活动). */
@Resolver(() => ConsolationEvent)
export class ConsolationEventWriteResolver {
  constructor(private readonly writer: ConsolationEventWriter) {}

  @Mutation(() => PlanConsolationEventResult, { description: 'Plans an event of a campaign (安排慰问活动).' })
  planConsolationEvent(
    @Arg('input', () => PlanConsolationEventInput, { description: 'The event (慰问活动).' })
    input: PlanConsolationEventInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConsolationEvent | Refusal> {
    return this.writer.plan(ctx.viewer, input);
  }

  @Mutation(() => ChangeConsolationEventResult, {
    description: 'Changes an event that no payment names yet (调整慰问活动).',
  })
  changeConsolationEvent(
    @Arg('input', () => ChangeConsolationEventInput, { description: 'What changes (调整内容).' })
    input: ChangeConsolationEventInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConsolationEvent | Refusal> {
    return this.writer.change(ctx.viewer, input);
  }

  @Mutation(() => CancelConsolationEventResult, {
    description: 'Calls off an event that no payment names (取消慰问活动).',
  })
  cancelConsolationEvent(
    @Arg('input', () => CancelConsolationEventInput, { description: 'Which event, and why (活动与原因).' })
    input: CancelConsolationEventInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConsolationEvent | Refusal> {
    return this.writer.cancel(ctx.viewer, input);
  }
}
