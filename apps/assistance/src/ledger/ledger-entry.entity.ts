import { bigintTransformer } from '@nuan/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where money stands: outside, at those who gave it, or in one of the balances of an allocation. */
export enum LedgerAccount {
  CONTRIBUTOR = 'CONTRIBUTOR',
  AVAILABLE = 'AVAILABLE',
  RESERVED = 'RESERVED',
  SPENT = 'SPENT',
}

/** One line of a ledger transaction. The lines of a transaction are inserted in one statement and add up to zero. */
@Entity({ name: 'ledger_entry' })
export class LedgerEntry {
  @PrimaryColumn({ type: 'uuid', name: 'transaction_id' })
  readonly transactionId!: string;

  @PrimaryColumn({ type: 'smallint' })
  readonly line!: number;

  @Column({ type: 'text' })
  readonly account!: LedgerAccount;

  /** Null for CONTRIBUTOR alone. */
  @Column({ type: 'uuid', name: 'allocation_id', nullable: true })
  readonly allocationId!: string | null;

  /** Fen; positive into the account, negative out of it. */
  @Column({ type: 'bigint', name: 'amount_fen', transformer: bigintTransformer })
  readonly amountFen!: bigint;
}
