import { LocalDateScalar, Money, RegionCodeScalar } from '@nuan/federation';
import { Field, Int, ObjectType } from 'type-graphql';

import { FilingAmountKind } from './amount-kind';
import { CheckSource } from './check-source';
import { ExclusionRule } from './exclusion-finding.entity';

/** What an application is held against in a region on a day, each from the most local rule in force. */
@ObjectType('FilingRules', {
  description:
    'What an application is held against in a region on a day (建档规则): each rule the most local one in force.',
})
export class FilingRules {
  @Field(() => RegionCodeScalar, { description: 'Region (区域).' })
  readonly regionCode!: string;

  @Field(() => LocalDateScalar, { description: 'Day (日期).' })
  readonly on!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Rules that give the category (认定规则); null when none are in force.',
  })
  readonly ruleSet!: string | null;

  @Field(() => String, { nullable: true, description: 'Their generation (规则版本): "2009" or "2021".' })
  readonly generation!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Gross income per head up to which a household is near the line, percent of it (边缘比例).',
  })
  readonly nearPercent!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Gross income per head up to which an accident counts, percent of the line (意外比例).',
  })
  readonly accidentPercent!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Least share of the year’s income that a sudden event must have cost, percent (意外支出占比); null where none is asked.',
  })
  readonly accidentCostSharePercent!: number | null;

  @Field(() => Money, {
    nullable: true,
    description: 'Monthly wage imputed to an able-bodied adult without work (推算工资); null where none is.',
  })
  readonly imputedWage!: bigint | null;

  @Field(() => [FilingAmountKind], { description: 'Incomes that do not count (不计入项目).' })
  readonly exemptIncomes!: readonly FilingAmountKind[];

  @Field(() => [ExclusionRule], { description: 'What bars a household from the register (不予建档情形).' })
  readonly exclusions!: readonly ExclusionRule[];

  @Field(() => String, { nullable: true, description: 'Document that the category rules stand in (文件依据).' })
  readonly document!: string | null;

  @Field(() => Money, {
    nullable: true,
    description: 'Monthly minimum-living line (低保标准); null while it is not known.',
  })
  readonly minLivingLine!: bigint | null;

  @Field(() => Int, { description: 'Full working days of a notice of a filing (建档公示工作日数).' })
  readonly filingNoticeDays!: number;

  @Field(() => Int, { description: 'Full working days of a notice of an exit (退出公示工作日数).' })
  readonly exitNoticeDays!: number;

  @Field(() => [CheckSource], { description: 'Sources that must have answered before the notice (必查来源).' })
  readonly requiredChecks!: readonly CheckSource[];
}
