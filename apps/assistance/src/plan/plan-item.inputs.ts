import { LocalDateScalar } from '@nuan/federation';
import { HardshipCause, type LocalDate } from '@nuan/kernel';
import { Allow, IsOptional, IsUUID, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

import { PlanItemKind } from './plan-item-kind';
import { PlanItemStepInput, PlanStepInput } from './plan-step.input';

@InputType('AddPlanItemInput', { description: 'A measure to add to a plan (新增措施).' })
export class AddPlanItemInput extends PlanStepInput {
  @Allow()
  @Field(() => PlanItemKind, { description: 'What is to be delivered (措施类型).' })
  readonly kind!: PlanItemKind;

  @Allow()
  @Field(() => HardshipCause, { description: 'The cause of the household that it answers (对应致困原因).' })
  readonly cause!: HardshipCause;

  @Allow()
  @Field(() => LocalDateScalar, { nullable: true, description: 'By when (完成时限); not after the plan’s goal.' })
  readonly dueOn?: LocalDate | null;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it adds nothing more.' })
  readonly idempotencyKey!: string;
}

@InputType('ChangePlanItemInput', {
  description: 'A measure to change before it is done (调整措施); what is absent stays.',
})
export class ChangePlanItemInput extends PlanItemStepInput {
  @Allow()
  @Field(() => PlanItemKind, {
    nullable: true,
    description: 'What is to be delivered (措施类型), while it is PLANNED.',
  })
  readonly kind?: PlanItemKind | null;

  @Allow()
  @Field(() => HardshipCause, {
    nullable: true,
    description: 'The cause that it answers (对应致困原因), while it is PLANNED.',
  })
  readonly cause?: HardshipCause | null;

  @Allow()
  @Field(() => LocalDateScalar, { nullable: true, description: 'By when (完成时限); not after the plan’s goal.' })
  readonly dueOn?: LocalDate | null;

  @IsOptional()
  @Length(2, 500)
  @Field(() => String, {
    nullable: true,
    description: 'Why a cause is left without an item (未对应原因说明), if one is.',
  })
  readonly unansweredReason?: string | null;
}

@InputType('DropPlanItemInput', { description: 'A measure to give up (取消措施).' })
export class DropPlanItemInput extends PlanItemStepInput {
  @Length(2, 500)
  @Field(() => String, { description: 'Why it is given up (取消原因).' })
  readonly reason!: string;

  @IsOptional()
  @Length(2, 500)
  @Field(() => String, {
    nullable: true,
    description: 'Why a cause is left without an item (未对应原因说明), if one is.',
  })
  readonly unansweredReason?: string | null;
}

@InputType('StartPlanItemInput', { description: 'A measure to begin (开始落实措施).' })
export class StartPlanItemInput extends PlanItemStepInput {
  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, {
    nullable: true,
    description:
      'The placement, training, start-up project or asset grant that carries it out (就业记录), for a measure of that kind: once employment reports it complete, the measure closes by itself.',
  })
  readonly employmentRef?: string | null;
}

@InputType('CompletePlanItemInput', { description: 'A measure that was delivered (落实措施), with what shows it.' })
export class CompletePlanItemInput extends PlanItemStepInput {
  @Allow()
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day it was delivered (落实日期); today when absent.' })
  readonly doneOn?: LocalDate | null;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, {
    nullable: true,
    description: 'The household’s payment that carried it out (对应救助发放), for money.',
  })
  readonly disbursementId?: string | null;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, {
    nullable: true,
    description:
      'Placement, completed training, funded start-up or asset of a person of the household (就业记录), for a measure of that kind; the one named when it began, when absent.',
  })
  readonly employmentRef?: string | null;
}
