import { LocalDateScalar, mutationResult, RegionCodeScalar } from '@nuan/federation';
import { ArchiveTier, HardshipCause, type LocalDate } from '@nuan/kernel';
import { Allow, IsUUID, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { MeasureRule } from './measure-rule.entity';
import { PlanItemKind } from './plan-item-kind';

@InputType('AddMeasureRuleInput', { description: 'A rule of which measure answers a cause (新增因困施策规则).' })
export class AddMeasureRuleInput {
  @Allow()
  @Field(() => RegionCodeScalar, {
    description: 'Region that it holds in (适用区域), and below, where no nearer rule does.',
  })
  readonly regionCode!: string;

  @Allow()
  @Field(() => HardshipCause, { description: 'The cause that it answers (致困原因).' })
  readonly cause!: HardshipCause;

  @Allow()
  @Field(() => PlanItemKind, { description: 'The measure that it proposes (措施类型).' })
  readonly kind!: PlanItemKind;

  @Min(1)
  @Max(99)
  @Field(() => Int, { defaultValue: 1, description: 'Order among the measures of the cause (顺序).' })
  readonly position: number = 1;

  @Min(1)
  @Max(60)
  @Field(() => Int, { description: 'Months in which the measure is to be done (完成期限，月).' })
  readonly dueMonths!: number;

  @Allow()
  @Field(() => Boolean, { defaultValue: false, description: 'Only for households with a student (仅限有在学子女).' })
  readonly needsStudent: boolean = false;

  @Allow()
  @Field(() => Boolean, { defaultValue: false, description: 'Only for households able to work (仅限有劳动能力).' })
  readonly needsEmployable: boolean = false;

  @Allow()
  @Field(() => [ArchiveTier], {
    nullable: true,
    description: 'Only for files of these tiers (档案级别); all when absent.',
  })
  readonly tiers?: ArchiveTier[] | null;

  @Allow()
  @Field(() => LocalDateScalar, { nullable: true, description: 'First day (生效日期); today when absent.' })
  readonly validFrom?: LocalDate | null;

  @Length(2, 200)
  @Field(() => String, { description: 'What it rests on (依据): a regulation or a decision.' })
  readonly basis!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same rule.' })
  readonly idempotencyKey!: string;
}

@InputType('EndMeasureRuleInput', { description: 'A rule to end (终止因困施策规则).' })
export class EndMeasureRuleInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the rule (编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the rule that the client saw (版本).' })
  readonly expectedVersion!: number;

  @Allow()
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Its last day (失效日期); yesterday when absent, or its first day if that is later.',
  })
  readonly validTo?: LocalDate | null;
}

export const AddMeasureRuleResult = mutationResult(
  'AddMeasureRuleResult',
  'What came of adding a rule (新增结果).',
  () => [MeasureRule],
);
export const EndMeasureRuleResult = mutationResult(
  'EndMeasureRuleResult',
  'What came of ending a rule (终止结果).',
  () => [MeasureRule],
);
