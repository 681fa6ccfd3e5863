import { mutationResult } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';

import { AidPlan } from './aid-plan.entity';

/** Another plan of the household is in force (I3): the unique index decided, so one of two officers at the same moment gets this. */
@ObjectType('PlanAlreadyActive', {
  description:
    'The household has a plan in force already (已有执行中的计划); nothing was changed. Supersede or complete that one.',
})
export class PlanAlreadyActive {
  @Field(() => String, { description: 'The rule (规则): always ONE_ACTIVE_PLAN.' })
  readonly rule: string = 'ONE_ACTIVE_PLAN';

  @Field(() => String, { description: 'Path of the input field at fault (字段): the draft’s id.' })
  readonly field: string = 'id';

  @Field(() => String, { description: 'What is wrong and what to do next (说明).' })
  readonly message: string = 'The household has a plan in force: supersede or complete it first.';

  @Field(() => ID, { description: 'The household (困难职工家庭); its activePlan is the plan in force.' })
  readonly householdId: string;

  constructor(householdId: string) {
    this.householdId = householdId;
  }
}

const plan = (): readonly [typeof AidPlan] => [AidPlan];

export const DraftPlanResult = mutationResult('DraftPlanResult', 'What came of drawing up a plan (拟定结果).', plan);
export const ChangePlanGoalResult = mutationResult(
  'ChangePlanGoalResult',
  'What came of another goal (调整结果).',
  plan,
);
export const ActivatePlanResult = mutationResult(
  'ActivatePlanResult',
  'What came of putting a plan into force (启动结果).',
  () => [AidPlan, PlanAlreadyActive],
);
export const SupersedePlanResult = mutationResult(
  'SupersedePlanResult',
  'What came of replacing a plan (替代结果): the plan that is in force now.',
  () => [AidPlan, PlanAlreadyActive],
);
export const CompletePlanResult = mutationResult(
  'CompletePlanResult',
  'What came of completing a plan (完成结果).',
  plan,
);
export const CancelPlanResult = mutationResult('CancelPlanResult', 'What came of giving up a plan (取消结果).', plan);
export const AddPlanItemResult = mutationResult('AddPlanItemResult', 'What came of adding a measure (新增结果).', plan);
export const ChangePlanItemResult = mutationResult(
  'ChangePlanItemResult',
  'What came of changing a measure (调整结果).',
  plan,
);
export const DropPlanItemResult = mutationResult(
  'DropPlanItemResult',
  'What came of giving up a measure (取消结果).',
  plan,
);
export const StartPlanItemResult = mutationResult(
  'StartPlanItemResult',
  'What came of beginning a measure (开始结果).',
  plan,
);
export const CompletePlanItemResult = mutationResult(
  'CompletePlanItemResult',
  'What came of delivering a measure (落实结果).',
  plan,
);
