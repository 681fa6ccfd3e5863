import { bigintTransformer } from '@nuan/database';
import { Instant, Money } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Part of a payment that the bank gave back (部分退回), with its counter-entry; the payment stays paid. Never deleted (I36). */
@Entity({ name: 'payment_return' })
@ObjectType('PaymentReturn', {
  description:
    'Part of a payment that the bank gave back (部分退回), posted against it; the payment stays paid. All of it comes back by a reversal.',
})
export class PaymentReturn {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the return (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'disbursement_id' })
  disbursementId!: string;

  @Column({ type: 'bigint', name: 'amount_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'What came back (退回金额，元).' })
  readonly amount!: bigint;

  @Column({ type: 'text', name: 'bank_ref' })
  @Field(() => String, { description: 'The bank’s reference of the return (银行流水号).' })
  bankRef!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Why it came back (退回原因).' })
  reason!: string;

  @Column({ type: 'uuid', name: 'anomaly_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The anomaly that told of it (对账异常编号); null where none did.' })
  anomalyId!: string | null;

  @Column({ type: 'uuid', name: 'transaction_id' })
  @Field(() => ID, { description: 'Its counter-entry in the ledger (冲销分录编号).' })
  transactionId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text', name: 'returned_by' })
  returnedBy!: string;

  @Column({ type: 'timestamptz', name: 'returned_at' })
  @Field(() => Instant, { description: 'When it was posted (入账时间).' })
  returnedAt!: Date;
}
