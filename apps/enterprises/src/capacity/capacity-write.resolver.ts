import type { SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { EnterpriseOutcome } from '../enterprise/enterprise.results';
import { RecordCapacityCutInput, RecordDiversionInput } from './capacity.inputs';
import { RecordCapacityCutResult, RecordDiversionResult } from './capacity.results';
import type { CapacityWriter } from './capacity.writer';

/** What enterprises report year by year (年度报送), as the graph offers it. */
@Resolver()
export class CapacityWriteResolver {
  constructor(private readonly writer: CapacityWriter) {}

  @Mutation(() => RecordCapacityCutResult, {
    description: 'Records capacity given up in a year, planned and done (登记去产能); again for a later figure.',
  })
  recordCapacityCut(
    @Arg('input', () => RecordCapacityCutInput, { description: 'The cut (去产能).' }) input: RecordCapacityCutInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EnterpriseOutcome> {
    return this.writer.recordCut(ctx.viewer, input);
  }

  @Mutation(() => RecordDiversionResult, {
    description: 'Records workers diverted in a year by one route (登记分流安置); again for a later figure.',
  })
  recordDiversion(
    @Arg('input', () => RecordDiversionInput, { description: 'The diverted workers (分流职工).' })
    input: RecordDiversionInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EnterpriseOutcome> {
    return this.writer.recordDiversion(ctx.viewer, input);
  }
}
