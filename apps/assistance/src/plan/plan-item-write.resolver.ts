import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { AidPlan } from './aid-plan.entity';
import {
  AddPlanItemResult,
  ChangePlanItemResult,
  CompletePlanItemResult,
  DropPlanItemResult,
  StartPlanItemResult,
} from './aid-plan.results';
import {
  AddPlanItemInput,
  ChangePlanItemInput,
  CompletePlanItemInput,
  DropPlanItemInput,
  StartPlanItemInput,
} from './plan-item.inputs';
import { PlanItem } from './plan-item.entity';
import type { PlanItemWriter } from './plan-item.writer';

/** Mutations of the items of plans (帮扶措施); each answers with the plan. */
@Resolver(() => PlanItem)
export class PlanItemWriteResolver {
  constructor(private readonly writer: PlanItemWriter) {}

  @Mutation(() => AddPlanItemResult, { description: 'Adds a measure for a cause of the household (新增措施).' })
  addPlanItem(
    @Arg('input', () => AddPlanItemInput, { description: 'The measure (措施).' }) input: AddPlanItemInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AidPlan | Refusal> {
    return this.writer.add(ctx.viewer, input);
  }

  @Mutation(() => ChangePlanItemResult, { description: 'Changes a measure before it is done (调整措施).' })
  changePlanItem(
    @Arg('input', () => ChangePlanItemInput, { description: 'What changes (调整内容).' }) input: ChangePlanItemInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AidPlan | Refusal> {
    return this.writer.change(ctx.viewer, input);
  }

  @Mutation(() => DropPlanItemResult, { description: 'Gives up a measure, with the reason (取消措施).' })
  dropPlanItem(
    @Arg('input', () => DropPlanItemInput, { description: 'Which one, and why (措施与原因).' })
    input: DropPlanItemInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AidPlan | Refusal> {
    return this.writer.drop(ctx.viewer, input);
  }

  @Mutation(() => StartPlanItemResult, { description: 'Begins a measure of a plan in force (开始落实措施).' })
  startPlanItem(
    @Arg('input', () => StartPlanItemInput, { description: 'Which one (措施).' }) input: StartPlanItemInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AidPlan | Refusal> {
    return this.writer.start(ctx.viewer, input);
  }

  @Mutation(() => CompletePlanItemResult, {
    description: 'Completes a measure (落实措施): money by its payment, work by its record of employment.',
  })
  completePlanItem(
    @Arg('input', () => CompletePlanItemInput, { description: 'Which one, and what shows it (措施与凭据).' })
    input: CompletePlanItemInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AidPlan | Refusal> {
    return this.writer.complete(ctx.viewer, input);
  }
}
