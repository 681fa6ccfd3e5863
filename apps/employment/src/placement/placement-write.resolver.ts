import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { ConfirmRetentionInput, EndPlacementInput, RecordPlacementInput } from './placement-write.inputs';
import { Placement } from './placement.entity';
import { ConfirmRetentionResult, EndPlacementResult, RecordPlacementResult } from './placement.results';
import type { PlacementWriter } from './placement.writer';

/** Mutations of placements (实现就业). */
@Resolver(() => Placement)
export class PlacementWriteResolver {
  constructor(private readonly writer: PlacementWriter) {}

  @Mutation(() => RecordPlacementResult, {
    description: 'Records that a person was brought into work, with proof (登记就业).',
  })
  recordPlacement(
    @Arg('input', () => RecordPlacementInput, { description: 'Who, where, how and with which proof (就业情况).' })
    input: RecordPlacementInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Placement | Refusal> {
    return this.writer.record(ctx.viewer, input);
  }

  @Mutation(() => ConfirmRetentionResult, {
    description: 'Records whether a job still lasts after three or six months (稳定就业回访), not before that day.',
  })
  confirmRetention(
    @Arg('input', () => ConfirmRetentionInput, { description: 'Which placement, and what was found (回访情况).' })
    input: ConfirmRetentionInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Placement | Refusal> {
    return this.writer.confirmRetention(ctx.viewer, input);
  }

  @Mutation(() => EndPlacementResult, { description: 'Records that a job ended, with the reason (离职登记).' })
  endPlacement(
    @Arg('input', () => EndPlacementInput, { description: 'Which placement, when and why (离职情况).' })
    input: EndPlacementInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Placement | Refusal> {
    return this.writer.end(ctx.viewer, input);
  }
}
