import { bigintTransformer } from '@nuan/database';
import { LocalDateScalar, Money } from '@nuan/federation';
import { DeliveryMode } from '@nuan/kernel';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What migrants asks assistance to pay (待付申请), copied from its feed: an advance of wages or a travel subsidy. */
@Entity({ name: 'payment_request_projection' })
@ObjectType('PaymentRequest', {
  description:
    'What the programmes for migrant workers ask assistance to pay (待付申请): wages advanced, a subsidy to travel home. Kept by migrants.',
})
export class PaymentRequest {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, {
    description:
      'Id of the request (编号), that of AdvanceRequest for an advance; for FileDisbursementInput.requestId.',
  })
  readonly id!: string;

  @Column({ type: 'text', name: 'region_code' })
  readonly regionCode!: string;

  @Column({ type: 'bigint', name: 'amount_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'How much is asked for (申请金额，元): a payment is not above it.' })
  readonly amount!: bigint;

  @Column({ type: 'date', name: 'requested_on' })
  @Field(() => LocalDateScalar, { description: 'Day of the request (申请日期).' })
  readonly requestedOn!: string;

  /** Set for an advance, and for nothing else: it tells the kinds apart. */
  @Column({ type: 'uuid', name: 'wage_case_id', nullable: true })
  readonly wageCaseId!: string | null;

  @Column({ type: 'uuid', name: 'enterprise_id', nullable: true })
  readonly enterpriseId!: string | null;

  @Column({ type: 'integer', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'How many workers the wages are of (涉及职工人数); null for a travel subsidy.',
  })
  readonly workers!: number | null;

  @Column({ type: 'uuid', name: 'return_service_id', nullable: true })
  readonly returnServiceId!: string | null;

  @Column({ type: 'uuid', name: 'worker_id', nullable: true })
  readonly workerId!: string | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => DeliveryMode, {
    nullable: true,
    description:
      'By which account of the person it is to be paid (发放方式), card or passbook; null for an advance, and when not on record.',
  })
  readonly mode!: DeliveryMode | null;

  /** Version of the request this row was taken from; it never goes backwards. */
  @Column({ type: 'bigint', name: 'source_version' })
  readonly sourceVersion!: string;

  @Column({ type: 'timestamptz', name: 'projected_at', default: () => 'now()' })
  readonly projectedAt!: Date;
}
