import { bigintTransformer } from '@nuan/database';
import { LocalDateScalar, Money } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { SupportMode } from '../startup/support-mode';
import { SpendingPurpose } from './spending-purpose';

/**
 * Money spent on employment (就业创业资金支出): a posting on exactly one training programme, start-up project or pilot city.
 * Append-only (I36); a correction is a second posting that reverses the first in full.
 */
@Entity({ name: 'employment_payment' })
@ObjectType('EmploymentPayment', {
  description:
    'Money spent on a training programme, a start-up project or a pilot city (就业创业资金支出). Never changed: an error is reversed.',
})
export class EmploymentPayment {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the posting (编号).' })
  readonly id!: string;

  @Column({ type: 'text' })
  @Field(() => SpendingPurpose, { description: 'Purpose (用途).' })
  purpose!: SpendingPurpose;

  @Column({ type: 'uuid', name: 'training_program_id', nullable: true })
  trainingProgramId!: string | null;

  @Column({ type: 'uuid', name: 'startup_project_id', nullable: true })
  startupProjectId!: string | null;

  @Column({ type: 'uuid', name: 'pilot_id', nullable: true })
  pilotId!: string | null;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'date', name: 'paid_on' })
  @Field(() => LocalDateScalar, { description: 'Day of the payment (支付日期).' })
  paidOn!: string;

  @Column({ type: 'bigint', name: 'amount_fen', transformer: bigintTransformer })
  @Field(() => Money, { name: 'amount', description: 'Amount (金额); negative for a reversal.' })
  amountFen!: bigint;

  @Column({ type: 'uuid', name: 'reverses_id', nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: 'The posting that this one takes back (冲销的支出); null for a payment.',
  })
  reversesId!: string | null;

  @Column({ type: 'text', name: 'voucher_no', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Number of the voucher (凭证号); null when a disbursement of assistance paid it.',
  })
  voucherNo!: string | null;

  @Column({ type: 'uuid', name: 'disbursement_id', nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: 'Disbursement of assistance that paid it (发放记录编号); null when none did.',
  })
  disbursementId!: string | null;

  /** How often the disbursement has been recorded with this posting: again only after a reversal. */
  @Column({ type: 'integer', name: 'disbursement_turn', default: 1 })
  disbursementTurn!: number;

  @Column({ type: 'text', name: 'support_mode', nullable: true })
  @Field(() => SupportMode, {
    nullable: true,
    description: 'In which mode a start-up was paid (扶持方式); null for other purposes and on older records.',
  })
  supportMode!: SupportMode | null;

  @Column({ type: 'date', name: 'subsidy_from', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'First day whose interest a subsidy pays (贴息起始日); null for other modes.',
  })
  subsidyFrom!: string | null;

  @Column({ type: 'date', name: 'subsidy_to', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last day whose interest a subsidy pays (贴息截止日); null for other modes.',
  })
  subsidyTo!: string | null;

  @Column({ type: 'date', name: 'loan_due_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day by which a loan is to be paid back (还款期限); null for other modes.',
  })
  loanDueOn!: string | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was taken back (冲销原因); null for a payment.' })
  reason!: string | null;
}
