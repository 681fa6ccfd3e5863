import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { EnterpriseVisit } from './enterprise-visit.entity';
import { CorrectEnterpriseVisitInput, RecordEnterpriseVisitInput } from './enterprise-visit.inputs';
import { CorrectEnterpriseVisitResult, RecordEnterpriseVisitResult } from './enterprise-visit.results';
import type { EnterpriseVisitWriter } from './enterprise-visit.writer';

/** What is recorded of visits to enterprises (走访慰问), as the graph offers it. */
@Resolver()
export class EnterpriseVisitWriteResolver {
  constructor(private readonly writer: EnterpriseVisitWriter) {}

  @Mutation(() => RecordEnterpriseVisitResult, {
    description:
      'Records a visit to an enterprise (登记走访); the first of a campaign that finds it in distress counts it.',
  })
  recordEnterpriseVisit(
    @Arg('input', () => RecordEnterpriseVisitInput, { description: 'The visit (走访).' })
    input: RecordEnterpriseVisitInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EnterpriseVisit | Refusal> {
    return this.writer.record(ctx.viewer, input);
  }

  @Mutation(() => CorrectEnterpriseVisitResult, {
    description: 'Takes a wrong visit back by a counter-entry (更正走访); every count follows, nothing is deleted.',
  })
  correctEnterpriseVisit(
    @Arg('input', () => CorrectEnterpriseVisitInput, { description: 'The wrong entry (错误记录).' })
    input: CorrectEnterpriseVisitInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EnterpriseVisit | Refusal> {
    return this.writer.correct(ctx.viewer, input);
  }
}
