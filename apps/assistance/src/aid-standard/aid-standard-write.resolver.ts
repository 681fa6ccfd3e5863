import type { SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { CreateStandardInput, EndStandardInput } from './aid-standard.inputs';
import { type AidStandardOutcome, CreateStandardResult, EndStandardResult } from './aid-standard.results';
import type { AidStandardWriter } from './aid-standard.writer';

/** What is done to standards of aid (救助标准), as the graph offers it. */
@Resolver()
export class AidStandardWriteResolver {
  constructor(private readonly writer: AidStandardWriter) {}

  @Mutation(() => CreateStandardResult, {
    description: 'Makes a standard that holds from a day on (制定救助标准); the one before it ends the day before.',
  })
  createStandard(
    @Arg('input', () => CreateStandardInput, { description: 'The standard (标准).' }) input: CreateStandardInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AidStandardOutcome> {
    return this.writer.create(ctx.viewer, input);
  }

  @Mutation(() => EndStandardResult, { description: 'Sets the last day of a standard (废止救助标准).' })
  endStandard(
    @Arg('input', () => EndStandardInput, { description: 'The standard and its last day (标准及失效日期).' })
    input: EndStandardInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AidStandardOutcome> {
    return this.writer.end(ctx.viewer, input);
  }
}
