import { IsUUID, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

/** What every change of an existing plan states: which one, and what the client saw of it. */
@InputType('PlanStepInput', { description: 'Which plan is changed, and the version that the client saw (计划操作).' })
export class PlanStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the plan (计划编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the plan that the client saw (版本).' })
  readonly expectedVersion!: number;
}

/** A change of one item: its plan's version covers its items. */
@InputType('PlanItemStepInput', { description: 'Which item of which plan is changed (措施操作).' })
export class PlanItemStepInput extends PlanStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the item (措施编号).' })
  readonly itemId!: string;
}
