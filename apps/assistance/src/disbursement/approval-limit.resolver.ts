import { mutationResult, type Refusal, type SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';

import { ApprovalLimit } from './approval-limit.entity';
import { SetApprovalLimitInput } from './approval-limit.inputs';
import type { ApprovalLimitWriter } from './approval-limit.writer';

const SetApprovalLimitResult = mutationResult(
  'SetApprovalLimitResult',
  'What came of setting a limit of approval (设定结果).',
  () => [ApprovalLimit],
);

/** Limits of approval (审批权限). */
@Resolver(() => ApprovalLimit)
export class ApprovalLimitResolver {
  constructor(private readonly limits: ApprovalLimitWriter) {}

  @Query(() => [ApprovalLimit], { description: 'How much each level may approve (审批权限), from the county up.' })
  approvalLimits(@Ctx() ctx: SubgraphContext): Promise<ApprovalLimit[]> {
    return this.limits.list(ctx.viewer);
  }

  @Mutation(() => SetApprovalLimitResult, {
    description: 'Sets how much a level may approve (设定审批权限); by the province.',
  })
  setApprovalLimit(
    @Arg('input', () => SetApprovalLimitInput, { description: 'The limit (权限).' }) input: SetApprovalLimitInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ApprovalLimit | Refusal> {
    return this.limits.set(ctx.viewer, input);
  }
}
