import { bigintTransformer } from '@nuan/database';
import type { AidPurpose } from '@nuan/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What employment knows of a payment of assistance for one of its programmes (专项发放), copied from assistance: money is recorded
 * by it alone. Not part of the API: clients read the payment from its owner.
 */
@Entity({ name: 'programme_payment_projection' })
export class ProgrammePaymentProjection {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  /** State of the payment, in the words of assistance. */
  @Column({ type: 'text' })
  status!: string;

  @Column({ type: 'text' })
  purpose!: AidPurpose;

  @Column({ type: 'bigint', name: 'amount_fen', transformer: bigintTransformer })
  amount!: bigint;

  @Column({ type: 'uuid', name: 'payee_id' })
  payeeId!: string;

  /** Version of the payment this row was taken from; it never goes backwards. */
  @Column({ type: 'bigint', name: 'source_version' })
  sourceVersion!: string;

  @Column({ type: 'timestamptz', name: 'projected_at', default: () => 'now()' })
  readonly projectedAt!: Date;
}
