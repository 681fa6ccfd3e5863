import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { AidPlan } from './aid-plan.entity';
import {
  ActivatePlanInput,
  CancelPlanInput,
  ChangePlanGoalInput,
  CompletePlanInput,
  DraftPlanInput,
  SupersedePlanInput,
} from './aid-plan.inputs';
import {
  ActivatePlanResult,
  CancelPlanResult,
  ChangePlanGoalResult,
  CompletePlanResult,
  DraftPlanResult,
  type PlanAlreadyActive,
  SupersedePlanResult,
} from './aid-plan.results';
import type { AidPlanWriter } from './aid-plan.writer';

/** Mutations of plans (帮扶计划). */
@Resolver(() => AidPlan)
export class AidPlanWriteResolver {
  constructor(private readonly writer: AidPlanWriter) {}

  @Mutation(() => DraftPlanResult, {
    description: 'Draws up a plan for a filed household (拟定帮扶计划), with a card number of its own.',
  })
  draftPlan(
    @Arg('input', () => DraftPlanInput, { description: 'The plan (计划).' }) input: DraftPlanInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AidPlan | Refusal> {
    return this.writer.draft(ctx.viewer, input);
  }

  @Mutation(() => ChangePlanGoalResult, { description: 'Sets another goal for a plan (调整脱困目标).' })
  changePlanGoal(
    @Arg('input', () => ChangePlanGoalInput, { description: 'The goal (目标).' }) input: ChangePlanGoalInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AidPlan | Refusal> {
    return this.writer.changeGoal(ctx.viewer, input);
  }

  @Mutation(() => ActivatePlanResult, {
    description:
      'Puts a draft into force (启动帮扶计划): its items answer every cause or say why not, and it is the household’s only one.',
  })
  activatePlan(
    @Arg('input', () => ActivatePlanInput, { description: 'Which draft (草案).' }) input: ActivatePlanInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AidPlan | Refusal | PlanAlreadyActive> {
    return this.writer.activate(ctx.viewer, input);
  }

  @Mutation(() => SupersedePlanResult, {
    description:
      'Replaces a plan in force by a draft of the same household (替代帮扶计划), which takes over its open items.',
  })
  supersedePlan(
    @Arg('input', () => SupersedePlanInput, { description: 'Both plans (新旧计划).' }) input: SupersedePlanInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AidPlan | Refusal | PlanAlreadyActive> {
    return this.writer.supersede(ctx.viewer, input);
  }

  @Mutation(() => CompletePlanResult, {
    description: 'Completes a plan whose items are all done or dropped (完成帮扶计划).',
  })
  completePlan(
    @Arg('input', () => CompletePlanInput, { description: 'Which plan (计划).' }) input: CompletePlanInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AidPlan | Refusal> {
    return this.writer.complete(ctx.viewer, input);
  }

  @Mutation(() => CancelPlanResult, {
    description: 'Gives up a draft or a plan in force (取消帮扶计划) and drops its open items.',
  })
  cancelPlan(
    @Arg('input', () => CancelPlanInput, { description: 'Which plan, and why (计划与原因).' }) input: CancelPlanInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AidPlan | Refusal> {
    return this.writer.cancel(ctx.viewer, input);
  }
}
