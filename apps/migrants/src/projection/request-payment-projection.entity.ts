import { bigintTransformer } from '@nuan/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What migrants knows of a payment that answers a request of its own (待付申请的发放), copied from assistance: advances of wages and
 * travel subsidies. Not part of the API: clients read the payment from its owner.
 */
@Entity({ name: 'request_payment_projection' })
export class RequestPaymentProjection {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'request_id' })
  requestId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  /** State of the payment, in the words of assistance. */
  @Column({ type: 'text' })
  status!: string;

  @Column({ type: 'bigint', name: 'amount_fen', transformer: bigintTransformer })
  amountFen!: bigint;

  /** Null before it was paid. */
  @Column({ type: 'date', name: 'paid_on', nullable: true })
  paidOn!: string | null;

  /** Version of the payment this row was taken from; it never goes backwards. */
  @Column({ type: 'bigint', name: 'source_version' })
  sourceVersion!: string;

  @Column({ type: 'timestamptz', name: 'projected_at', default: () => 'now()' })
  readonly projectedAt!: Date;
}
