import { bigintTransformer } from '@nuan/database';
import { LocalDateScalar, Money } from '@nuan/federation';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { ProjectState } from './project-state';
import { SupportMode } from './support-mode';

/** A start-up leader's project (创业带头人创业项目). The jobs it created are the distinct persons it took on, with proof (I28). */
@Entity({ name: 'startup_project' })
@Directive('@key(fields: "id")')
@ObjectType('StartupProject', {
  description:
    'A start-up leader’s project (创业带头人创业项目), supported so that it takes on people in need of work.',
})
export class StartupProject {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the project (编号).' })
  readonly id!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Name of the project (项目名称).' })
  name!: string;

  @Column({ type: 'uuid', name: 'leader_id' })
  leaderId!: string;

  /** The firm that the leader founded; null before it is registered. */
  @Column({ type: 'uuid', name: 'enterprise_id', nullable: true })
  enterpriseId!: string | null;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Year of the round of support (年度).' })
  year!: number;

  @Column({ type: 'text', array: true })
  @Field(() => [SupportMode], { description: 'How it is supported (扶持方式), at least one.' })
  support!: SupportMode[];

  @Column({ type: 'bigint', name: 'amount_fen', transformer: bigintTransformer })
  @Field(() => Money, { name: 'amount', description: 'Support awarded (扶持金额), in money and in kind.' })
  amountFen!: bigint;

  @Column({ type: 'bigint', name: 'paid_fen', transformer: bigintTransformer })
  @Field(() => Money, {
    name: 'paid',
    description: 'Money paid so far, reversals taken off (已拨付); never more than awarded.',
  })
  paidFen!: bigint;

  /** Of the money paid, what was lent without interest. */
  @Column({ type: 'bigint', name: 'loan_fen', default: 0, transformer: bigintTransformer })
  loanFen!: bigint;

  /** Day by which the loan is to be paid back; null while nothing was lent. */
  @Column({ type: 'date', name: 'loan_due_on', nullable: true })
  loanDueOn!: string | null;

  /** Of the loan, what was paid back. */
  @Column({ type: 'bigint', name: 'repaid_fen', default: 0, transformer: bigintTransformer })
  repaidFen!: bigint;

  @Column({ type: 'bigint', name: 'material_fen', default: 0, transformer: bigintTransformer })
  @Field(() => Money, {
    name: 'material',
    description: 'Value of materials handed over (实物扶持); given in kind, so it stands outside the money spent.',
  })
  materialFen!: bigint;

  @Column({ type: 'text' })
  @Field(() => ProjectState, { description: 'State (项目状态).' })
  state!: ProjectState;

  @Column({ type: 'date', name: 'applied_on' })
  @Field(() => LocalDateScalar, { description: 'Day of the application (申报日期).' })
  appliedOn!: string;

  @Column({ type: 'date', name: 'funded_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day the support was granted (拨付日期); null before it was.',
  })
  fundedOn!: string | null;

  @Column({ type: 'integer', name: 'jobs_planned' })
  @Field(() => Int, { description: 'Jobs that the leader undertook to create (计划吸纳人数).' })
  jobsPlanned!: number;

  /** Subject of the officer who entered the application; never shown. */
  @Column({ type: 'text', name: 'applied_by', nullable: true })
  appliedBy!: string | null;

  /** Subject of the officer who reviewed it; never shown. */
  @Column({ type: 'text', name: 'reviewed_by', nullable: true })
  reviewedBy!: string | null;

  @Column({ type: 'date', name: 'reviewed_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day of the review (评审日期); null before it and on older records.',
  })
  reviewedOn!: string | null;

  @Column({ type: 'text', name: 'review_opinion', nullable: true })
  @Field(() => String, { nullable: true, description: 'Opinion of the review (评审意见).' })
  reviewOpinion!: string | null;

  @Column({ type: 'date', name: 'closed_on', nullable: true })
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day it was closed or turned down (结项日期).' })
  closedOn!: string | null;

  @Column({ type: 'text', name: 'closed_reason', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was closed or turned down (结项原因).' })
  closedReason!: string | null;

  @Column({ type: 'bigint', name: 'recovered_fen', default: 0, transformer: bigintTransformer })
  @Field(() => Money, {
    name: 'recovered',
    description: 'Money and value of materials taken back (已收回), beside what was repaid; never more than was given.',
  })
  recoveredFen!: bigint;

  @Column({ type: 'date', name: 'recovered_on', nullable: true })
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day the support was taken back (收回日期).' })
  recoveredOn!: string | null;

  @Column({ type: 'text', name: 'recovered_reason', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why the support was taken back (收回原因).' })
  recoveredReason!: string | null;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version, for `expectedVersion` (版本).' })
  version!: number;
}
