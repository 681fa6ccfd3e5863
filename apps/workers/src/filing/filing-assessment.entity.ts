import { bigintTransformer } from '@nuan/database';
import { LocalDateScalar, Money } from '@nuan/federation';
import { HardshipCategory } from '@nuan/kernel';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A comparison that the rules made. */
@ObjectType('FilingAssessmentStep', {
  description: 'A comparison that the rules made (认定步骤), in the order of the rules.',
})
export class FilingAssessmentStep {
  @Field(() => String, { description: 'Rule (规则), a stable name such as GROSS_BELOW_LINE.' })
  readonly rule!: string;

  @Field(() => String, { description: 'The figure (数值): yuan per head and month, or what the rule says.' })
  readonly figure!: string;

  @Field(() => String, { description: 'The comparison (比较): <, <=, >= or =.' })
  readonly comparison!: string;

  @Field(() => String, { description: 'What the figure is held against (标准).' })
  readonly threshold!: string;

  @Field(() => Boolean, { description: 'Whether it holds (是否满足).' })
  readonly holds!: boolean;
}

/** A category as the rules gave it, with the inputs and every step (困难类别认定), so that anyone can derive it again (I8). */
@Entity({ name: 'filing_assessment' })
@ObjectType('FilingAssessment', {
  description: 'A category as the rules gave it (困难类别认定), with its inputs and every comparison.',
})
export class FilingAssessment {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the assessment (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'application_id' })
  applicationId!: string;

  @Column({ type: 'text', name: 'rule_set_id' })
  @Field(() => String, { name: 'ruleSet', description: 'Rules that were applied (认定规则), by region and day.' })
  ruleSetId!: string;

  @Column({ type: 'date', name: 'assessed_on' })
  @Field(() => LocalDateScalar, { description: 'Day of the assessment (认定日期).' })
  assessedOn!: string;

  @Column({ type: 'text', name: 'assessed_by' })
  @Field(() => String, { description: 'User id of who handed the application in (认定人).' })
  assessedBy!: string;

  @Column({ type: 'bigint', name: 'annual_income_fen', transformer: bigintTransformer })
  @Field(() => Money, {
    name: 'annualIncome',
    description: 'Counted income over twelve months, what is imputed included (核算年收入).',
  })
  annualIncomeFen!: bigint;

  @Column({ type: 'bigint', name: 'imputed_income_fen', transformer: bigintTransformer })
  @Field(() => Money, {
    name: 'imputedIncome',
    description: 'Wages imputed to able-bodied adults without work (按最低工资推算收入), where the rules say so.',
  })
  imputedIncomeFen!: bigint;

  @Column({ type: 'bigint', name: 'rigid_expense_fen', transformer: bigintTransformer })
  @Field(() => Money, { name: 'rigidExpense', description: 'Unavoidable expense over the same months (刚性支出).' })
  rigidExpenseFen!: bigint;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Members counted (核算人口).' })
  members!: number;

  @Column({ type: 'bigint', name: 'line_fen', transformer: bigintTransformer })
  @Field(() => Money, {
    name: 'line',
    description: 'Monthly minimum-living line of the region on that day (当地低保标准).',
  })
  lineFen!: bigint;

  @Column({ type: 'bigint', name: 'net_per_capita_fen', transformer: bigintTransformer })
  @Field(() => Money, {
    name: 'netPerCapita',
    description: 'Net income per head and month (家庭月人均净收入); may be negative.',
  })
  netPerCapitaFen!: bigint;

  @Column({ type: 'boolean', name: 'is_accidental' })
  @Field(() => Boolean, { description: 'Whether an accident or sudden event was declared (意外致困).' })
  isAccidental!: boolean;

  @Column({ type: 'text', nullable: true })
  @Field(() => HardshipCategory, {
    nullable: true,
    description: 'What the rules give (认定结果); null when the household does not qualify.',
  })
  result!: HardshipCategory | null;

  @Column({ type: 'jsonb' })
  @Field(() => [FilingAssessmentStep], { description: 'Every comparison (认定步骤), to the one that decided.' })
  steps!: FilingAssessmentStep[];
}
