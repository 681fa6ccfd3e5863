import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { type CaseworkTakenOver, TakeOverCaseworkInput, TakeOverCaseworkResult } from './casework-transfer';
import type { CaseworkTransferWriter } from './casework-transfer.writer';

/** The mutation that brings casework after a household (接续帮扶). */
@Resolver()
export class CaseworkTransferResolver {
  constructor(private readonly writer: CaseworkTransferWriter) {}

  @Mutation(() => TakeOverCaseworkResult, {
    description:
      'Takes over the open plans and lasting pairings of a household whose file has come to your region (接续帮扶).',
  })
  takeOverCasework(
    @Arg('input', () => TakeOverCaseworkInput, { description: 'Which household (困难职工家庭).' })
    input: TakeOverCaseworkInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CaseworkTakenOver | Refusal> {
    return this.writer.takeOver(ctx.viewer, input);
  }
}
