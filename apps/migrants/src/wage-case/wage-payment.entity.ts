import { bigintTransformer } from '@nuan/database';
import { LocalDateScalar, Money } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { WagePaymentSource } from './wage-payment-source';

/** Wages paid in a case (欠薪支付记录); appended and never changed. */
@Entity({ name: 'wage_payment' })
@ObjectType('WagePayment', { description: 'Wages paid in a case (欠薪支付记录); recorded once and never changed.' })
export class WagePayment {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the payment (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'wage_case_id' })
  readonly wageCaseId!: string;

  @Column({ type: 'bigint', name: 'amount_fen', transformer: bigintTransformer })
  @Field(() => Money, { name: 'amount', description: 'How much was paid (支付金额).' })
  readonly amountFen!: bigint;

  @Column({ type: 'bigint', name: 'recovered_after_fen', transformer: bigintTransformer })
  @Field(() => Money, {
    name: 'recoveredAfter',
    description: 'All that the case had recovered with it (累计追回金额).',
  })
  readonly recoveredAfterFen!: bigint;

  @Column({ type: 'text' })
  @Field(() => WagePaymentSource, { description: 'Where it came from (支付来源).' })
  readonly source!: WagePaymentSource;

  @Column({ type: 'date', name: 'paid_on' })
  @Field(() => LocalDateScalar, { description: 'Day it was paid (支付日期).' })
  readonly paidOn!: string;

  @Column({ type: 'text', name: 'proof_ref', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Number of the proof of payment (凭证号); null when none was given.',
  })
  readonly proofRef!: string | null;

  @Column({ type: 'text', name: 'recorded_by' })
  readonly recordedBy!: string;
}
