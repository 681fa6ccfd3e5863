import { LocalDateScalar, Money, RegionCodeScalar } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { Allow, IsIn, IsOptional, Max, MaxLength, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';

import { PublicityKind } from '../publicity/publicity-kind';
import { FilingAmountKind } from './amount-kind';
import { CheckSource } from './check-source';
import { ExclusionRule } from './exclusion-finding.entity';

/** Where and from when a rule holds. */
@InputType({ description: 'Where and from when a rule holds (规则适用范围).' })
export class FilingRuleScopeInput {
  @Allow()
  @Field(() => RegionCodeScalar, { description: 'Region (区域), with what lies within it.' })
  readonly regionCode!: string;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'First day (生效日期); today or later.' })
  readonly validFrom!: LocalDate;
}

/** How long public notices stand. */
@InputType({ description: 'How long public notices stand (公示工作日数).' })
export class SetNoticeDaysInput extends FilingRuleScopeInput {
  @Allow()
  @Field(() => PublicityKind, { description: 'Of which notices (公示事项).' })
  readonly kind!: PublicityKind;

  @Min(5)
  @Max(30)
  @Field(() => Int, { description: 'Full working days (工作日数), 5 to 30.' })
  readonly minWorkingDays!: number;
}

/** A source that must answer. */
@InputType({ description: 'A source that must have answered before the notice (必查来源).' })
export class SetRequiredCheckInput extends FilingRuleScopeInput {
  @Allow()
  @Field(() => CheckSource, { description: 'Which source (来源).' })
  readonly source!: CheckSource;

  @Allow()
  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day (终止日期); none while it holds on.' })
  readonly validTo?: LocalDate | null;
}

/** Rules that give the category. */
@InputType({ description: 'Rules that give the category (困难类别认定规则).' })
export class PublishCategoryRulesInput extends FilingRuleScopeInput {
  @IsIn(['2009', '2021'])
  @Field(() => String, { description: 'Generation (规则版本): "2009" or "2021".' })
  readonly generation!: string;

  @Min(100)
  @Max(1000)
  @Field(() => Int, { defaultValue: 150, description: 'Near-line limit of 2009, percent of the line (边缘比例).' })
  readonly nearPercent!: number;

  @Min(100)
  @Max(1000)
  @Field(() => Int, {
    defaultValue: 300,
    description: 'Accident limit of 2009, percent of the line (意外比例); not below the near-line limit.',
  })
  readonly accidentPercent!: number;

  @IsOptional()
  @Min(1)
  @Max(100)
  @Field(() => Int, {
    nullable: true,
    description: 'Least cost of a sudden event of 2021, percent of the year’s income (意外支出占比).',
  })
  readonly accidentCostSharePercent?: number | null;

  @Allow()
  @Field(() => Money, {
    nullable: true,
    description: 'Monthly wage imputed to an able-bodied adult without work (推算工资).',
  })
  readonly imputedWage?: bigint | null;

  @Allow()
  @Field(() => [FilingAmountKind], { description: 'Incomes that do not count (不计入项目).' })
  readonly exemptIncomes!: FilingAmountKind[];

  @Allow()
  @Field(() => [ExclusionRule], { description: 'What bars a household (不予建档情形).' })
  readonly exclusions!: ExclusionRule[];

  @MaxLength(100)
  @Field(() => String, { description: 'Document that they stand in (文件依据).' })
  readonly document!: string;
}
