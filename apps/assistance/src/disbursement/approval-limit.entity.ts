import { bigintTransformer } from '@nuan/database';
import type { RegionLevel } from '@nuan/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How much an approver of a level may approve (审批权限): in one payment, and in one batch. What is above goes one level up. */
@Entity({ name: 'approval_limit' })
export class ApprovalLimit {
  /** Level of the widest region that the approver may write in and that holds the payment. */
  @PrimaryColumn({ type: 'text' })
  readonly level!: RegionLevel;

  /** Fen; null for no limit. */
  @Column({ type: 'bigint', name: 'per_payment_fen', nullable: true, transformer: bigintTransformer })
  readonly perPaymentFen!: bigint | null;

  /** Fen; null for no limit. */
  @Column({ type: 'bigint', name: 'per_batch_fen', nullable: true, transformer: bigintTransformer })
  readonly perBatchFen!: bigint | null;

  @Column({ type: 'text' })
  readonly basis!: string;
}
