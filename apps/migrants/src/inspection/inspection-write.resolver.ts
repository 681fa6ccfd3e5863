import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { WageCase } from '../wage-case/wage-case.entity';
import { Inspection } from './inspection.entity';
import {
  CancelInspectionInput,
  CloseInspectionInput,
  CancelInspectionResult,
  CloseInspectionResult,
  LinkWageCaseInput,
  LinkWageCaseResult,
  OpenInspectionInput,
  OpenInspectionResult,
  PlanInspectionInput,
  PlanInspectionResult,
} from './inspection.inputs';
import type { InspectionWriter } from './inspection.writer';

/** Mutations of inspections (专项督查). */
@Resolver(() => Inspection)
export class InspectionWriteResolver {
  constructor(private readonly writer: InspectionWriter) {}

  @Mutation(() => PlanInspectionResult, { description: 'Plans an inspection trip to one city or county (计划督查).' })
  planInspection(
    @Arg('input', () => PlanInspectionInput, { description: 'The trip (督查).' }) input: PlanInspectionInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Inspection | Refusal> {
    return this.writer.plan(ctx.viewer, input);
  }

  @Mutation(() => OpenInspectionResult, {
    description: 'Begins an inspection (开始督查), on its first day at the earliest.',
  })
  openInspection(
    @Arg('input', () => OpenInspectionInput, { description: 'Which inspection (督查).' }) input: OpenInspectionInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Inspection | Refusal> {
    return this.writer.open(ctx.viewer, input);
  }

  @Mutation(() => CloseInspectionResult, {
    description: 'Closes an inspection (结束督查) once every finding has been ordered to be put right.',
  })
  closeInspection(
    @Arg('input', () => CloseInspectionInput, { description: 'Which inspection (督查).' }) input: CloseInspectionInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Inspection | Refusal> {
    return this.writer.close(ctx.viewer, input);
  }

  @Mutation(() => CancelInspectionResult, {
    description: 'Cancels an inspection that has not begun (取消督查), with the reason.',
  })
  cancelInspection(
    @Arg('input', () => CancelInspectionInput, { description: 'Which inspection, and why (督查与原因).' })
    input: CancelInspectionInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Inspection | Refusal> {
    return this.writer.cancel(ctx.viewer, input);
  }

  @Mutation(() => LinkWageCaseResult, {
    description: 'States that an inspection of wages found a case (关联欠薪案件).',
  })
  linkWageCase(
    @Arg('input', () => LinkWageCaseInput, { description: 'Inspection and case (督查与案件).' })
    input: LinkWageCaseInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<WageCase | Refusal> {
    return this.writer.linkWageCase(ctx.viewer, input);
  }
}
