import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What a ledger transaction does. RAISED brings money in from contributors; PASSED_DOWN and RETURNED move it along the
 * tree; RESERVED, RELEASED, PAID and REVERSED move it between the balances of one allocation.
 */
export enum LedgerKind {
  RAISED = 'RAISED',
  PASSED_DOWN = 'PASSED_DOWN',
  RETURNED = 'RETURNED',
  RESERVED = 'RESERVED',
  RELEASED = 'RELEASED',
  PAID = 'PAID',
  REVERSED = 'REVERSED',
}

/** One movement of money (台账凭证): posted once, never changed; a correction reverses it. It may carry a batch of payments. */
@Entity({ name: 'ledger_transaction' })
export class LedgerTransaction {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'text' })
  readonly kind!: LedgerKind;

  @Column({ type: 'uuid', name: 'fund_id' })
  readonly fundId!: string;

  @Column({ type: 'text', name: 'campaign_code', nullable: true })
  readonly campaignCode!: string | null;

  @Column({ type: 'timestamptz', name: 'posted_at' })
  readonly postedAt!: Date;

  @Column({ type: 'text', name: 'posted_by' })
  readonly postedBy!: string;

  /** The transaction that this one takes back. */
  @Column({ type: 'uuid', name: 'reverses_id', nullable: true })
  readonly reversesId!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly memo!: string | null;
}
