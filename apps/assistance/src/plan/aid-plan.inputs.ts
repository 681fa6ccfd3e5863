import { LocalDateScalar } from '@nuan/federation';
import { HardshipCause, type LocalDate } from '@nuan/kernel';
import { Allow, ArrayMaxSize, IsOptional, IsUUID, Length, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { PlanItemKind } from './plan-item-kind';
import { PlanStepInput } from './plan-step.input';

/** Most items of one plan; a plan with more is no plan. */
export const MAX_PLAN_ITEMS = 30;

@InputType('NewPlanItem', { description: 'A measure to write into a plan (拟定措施).' })
export class NewPlanItem {
  @Allow()
  @Field(() => PlanItemKind, { description: 'What is to be delivered (措施类型).' })
  readonly kind!: PlanItemKind;

  @Allow()
  @Field(() => HardshipCause, { description: 'The cause of the household that it answers (对应致困原因).' })
  readonly cause!: HardshipCause;

  @Allow()
  @Field(() => LocalDateScalar, { nullable: true, description: 'By when (完成时限); not after the plan’s goal.' })
  readonly dueOn?: LocalDate | null;
}

@InputType('DraftPlanInput', { description: 'A plan to draw up for a filed household (拟定帮扶计划).' })
export class DraftPlanInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The household (困难职工家庭); its file is in force.' })
  readonly householdId!: string;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'By when it is to be out of hardship (脱困目标日期).' })
  readonly goalOn!: LocalDate;

  @Allow()
  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether the measures that the rules propose are written in (采用因困施策建议), before `items`.',
  })
  readonly withProposedMeasures: boolean = true;

  @ArrayMaxSize(MAX_PLAN_ITEMS)
  @ValidateNested({ each: true })
  @Field(() => [NewPlanItem], {
    defaultValue: [],
    description: 'Measures of the officer’s own choice (自拟措施), at most 30.',
  })
  readonly items!: NewPlanItem[];

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same plan.' })
  readonly idempotencyKey!: string;
}

@InputType('ChangePlanGoalInput', { description: 'Another goal for a plan (调整脱困目标).' })
export class ChangePlanGoalInput extends PlanStepInput {
  @Allow()
  @Field(() => LocalDateScalar, { description: 'The new goal (脱困目标日期); no item is due after it.' })
  readonly goalOn!: LocalDate;
}

@InputType('ActivatePlanInput', { description: 'A draft to put into force (启动帮扶计划).' })
export class ActivatePlanInput extends PlanStepInput {
  @IsOptional()
  @Length(2, 500)
  @Field(() => String, {
    nullable: true,
    description: 'Why a cause has no item yet (未对应原因说明); needed unless the items answer every cause.',
  })
  readonly unansweredReason?: string | null;
}

@InputType('SupersedePlanInput', {
  description: 'A plan in force to replace by a draft of the same household (替代帮扶计划).',
})
export class SupersedePlanInput extends PlanStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The draft that takes its place (后续计划): it takes over the open items.' })
  readonly successorId!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the draft that the client saw (后续计划版本).' })
  readonly successorVersion!: number;

  @Length(2, 500)
  @Field(() => String, { description: 'Why the plan is replaced (替代原因).' })
  readonly reason!: string;

  @IsOptional()
  @Length(2, 500)
  @Field(() => String, { nullable: true, description: 'Why a cause has no item in the new plan (未对应原因说明).' })
  readonly unansweredReason?: string | null;
}

@InputType('CompletePlanInput', { description: 'A plan that has been carried out (完成帮扶计划).' })
export class CompletePlanInput extends PlanStepInput {}

@InputType('CancelPlanInput', { description: 'A plan to give up (取消帮扶计划).' })
export class CancelPlanInput extends PlanStepInput {
  @Length(2, 500)
  @Field(() => String, { description: 'Why it is given up (取消原因); its open items are dropped for this reason.' })
  readonly reason!: string;
}
