import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { Pairing } from './pairing.entity';
import { ChangeHelperInput, EndPairingInput, RecordPairVisitInput, StartPairingInput } from './pairing.inputs';
import {
  ChangeHelperResult,
  EndPairingResult,
  type HelperAlreadyPaired,
  RecordPairVisitResult,
  StartPairingResult,
} from './pairing.results';
import type { PairingWriter } from './pairing.writer';

/** Mutations of pairings (结对帮扶). */
@Resolver(() => Pairing)
export class PairingWriteResolver {
  constructor(private readonly writer: PairingWriter) {}

  @Mutation(() => StartPairingResult, { description: 'Pairs a helper with a filed household (一帮一结对).' })
  startPairing(
    @Arg('input', () => StartPairingInput, { description: 'The pair (结对双方).' }) input: StartPairingInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Pairing | Refusal | HelperAlreadyPaired> {
    return this.writer.start(ctx.viewer, input);
  }

  @Mutation(() => EndPairingResult, { description: 'Ends a pairing, with the reason (结束结对).' })
  endPairing(
    @Arg('input', () => EndPairingInput, { description: 'Which pairing, and why (结对与原因).' })
    input: EndPairingInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Pairing | Refusal> {
    return this.writer.end(ctx.viewer, input);
  }

  @Mutation(() => ChangeHelperResult, {
    description:
      'Gives a paired household another helper from today (更换责任人): the old pairing ends and the new one begins in one act.',
  })
  changeHelper(
    @Arg('input', () => ChangeHelperInput, { description: 'Which pairing, and who follows (结对与新责任人).' })
    input: ChangeHelperInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Pairing | Refusal | HelperAlreadyPaired> {
    return this.writer.changeHelper(ctx.viewer, input);
  }

  @Mutation(() => RecordPairVisitResult, {
    description: 'Records a visit of the helper (登记走访), at most one a day.',
  })
  recordPairVisit(
    @Arg('input', () => RecordPairVisitInput, { description: 'The visit (走访).' }) input: RecordPairVisitInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Pairing | Refusal> {
    return this.writer.recordVisit(ctx.viewer, input);
  }
}
