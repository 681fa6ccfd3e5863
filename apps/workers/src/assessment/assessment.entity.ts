import { bigintTransformer } from '@nuan/database';
import { LocalDateScalar, Money } from '@nuan/federation';
import { HardshipCategory } from '@nuan/kernel';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { FilingAmountKind } from '../filing/amount-kind';
import { FilingAssessmentStep } from '../filing/filing-assessment.entity';

/** An income assessment of a file after its filing (收入复核核算): its inputs, every step of the rules, the result. Appended only. */
@Entity({ name: 'assessment' })
@ObjectType('Assessment', {
  description: 'An income assessment of a file after its filing (收入核算记录), with its inputs and every comparison.',
})
export class Assessment {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the assessment (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'household_id' })
  householdId!: string;

  @Column({ type: 'text', name: 'region_code', collation: 'C' })
  regionCode!: string;

  @Column({ type: 'text', name: 'rule_set_id' })
  @Field(() => String, { name: 'ruleSet', description: 'Rules that were applied (认定规则), by region and day.' })
  ruleSetId!: string;

  @Column({ type: 'date', name: 'assessed_on' })
  @Field(() => LocalDateScalar, { description: 'Day of the assessment (核算日期).' })
  assessedOn!: string;

  @Column({ type: 'text', name: 'assessed_by' })
  @Field(() => String, { description: 'User id of who made it (核算人).' })
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
    description: 'Wages imputed to able-bodied adults without work (按最低工资推算收入).',
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
    description: 'What the rules give (核算结果); null when the household does not qualify.',
  })
  result!: HardshipCategory | null;

  @Column({ type: 'jsonb' })
  @Field(() => [FilingAssessmentStep], { description: 'Every comparison (认定步骤), to the one that decided.' })
  steps!: FilingAssessmentStep[];
}

/** One line of an assessment (收支明细): twelve months of one kind. */
@Entity({ name: 'assessment_line' })
@ObjectType('AssessmentLine', { description: 'A line of an assessment (收支明细): twelve months of one kind.' })
export class AssessmentLine {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the line (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'assessment_id' })
  assessmentId!: string;

  @Column({ type: 'integer' })
  ordinal!: number;

  @Column({ type: 'text' })
  @Field(() => FilingAmountKind, { description: 'What it is (项目).' })
  kind!: FilingAmountKind;

  @Column({ type: 'uuid', name: 'worker_id', nullable: true })
  @Field(() => ID, { name: 'personId', nullable: true, description: 'Whose it is (成员); null for the household’s.' })
  workerId!: string | null;

  @Column({ type: 'bigint', name: 'amount_fen', transformer: bigintTransformer })
  @Field(() => Money, { name: 'amount', description: 'Sum over twelve months (十二个月合计).' })
  amountFen!: bigint;
}
