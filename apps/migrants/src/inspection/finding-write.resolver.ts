import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { FindingWriter } from './finding.writer';
import {
  AddFindingInput,
  AddFindingResult,
  CheckRectifiedInput,
  CheckRectifiedResult,
  OrderRectificationInput,
  OrderRectificationResult,
  ReportRectifiedInput,
  ReportRectifiedResult,
  ReturnRectifiedInput,
  ReturnRectifiedResult,
} from './inspection.inputs';
import { InspectionFinding } from './inspection-finding.entity';

/** Mutations of findings (督查发现问题). */
@Resolver(() => InspectionFinding)
export class FindingWriteResolver {
  constructor(private readonly writer: FindingWriter) {}

  @Mutation(() => AddFindingResult, { description: 'Takes down what an inspection under way found (登记问题).' })
  addFinding(
    @Arg('input', () => AddFindingInput, { description: 'The finding (问题).' }) input: AddFindingInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<InspectionFinding | Refusal> {
    return this.writer.add(ctx.viewer, input);
  }

  @Mutation(() => OrderRectificationResult, { description: 'Orders a finding to be put right by a day (责令整改).' })
  orderRectification(
    @Arg('input', () => OrderRectificationInput, { description: 'Which finding, and by when (问题与期限).' })
    input: OrderRectificationInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<InspectionFinding | Refusal> {
    return this.writer.order(ctx.viewer, input);
  }

  @Mutation(() => ReportRectifiedResult, { description: 'Reports a finding as put right (报告整改).' })
  reportRectified(
    @Arg('input', () => ReportRectifiedInput, { description: 'Which finding, and when (问题与日期).' })
    input: ReportRectifiedInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<InspectionFinding | Refusal> {
    return this.writer.reportRectified(ctx.viewer, input);
  }

  @Mutation(() => CheckRectifiedResult, {
    description: 'Confirms that a finding is put right (复查通过); by another person than reported it.',
  })
  checkRectified(
    @Arg('input', () => CheckRectifiedInput, { description: 'Which finding (问题).' }) input: CheckRectifiedInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<InspectionFinding | Refusal> {
    return this.writer.checkRectified(ctx.viewer, input);
  }

  @Mutation(() => ReturnRectifiedResult, {
    description: 'Sends a finding back that is not put right (退回整改); by another person than reported it.',
  })
  returnRectified(
    @Arg('input', () => ReturnRectifiedInput, { description: 'Which finding, and why (问题与原因).' })
    input: ReturnRectifiedInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<InspectionFinding | Refusal> {
    return this.writer.returnRectified(ctx.viewer, input);
  }
}
