import type { ActTransaction } from '@nuan/facts';

/** A payment that the bank confirmed. */
export interface ConfirmedPayment {
  readonly disbursementId: string;
  readonly bankRef: string;
}

/** A payment that the bank could not make. */
export interface RejectedPayment {
  readonly disbursementId: string;
  readonly returnCode: string;
}

/** What the bank's word does to payments and ledger; each method is set-based and part of the caller's act. */
export interface PaymentSettlement {
  /** SENT → PAID, and their money from reserved to spent; returns the ids that are paid now. */
  markPaid(tx: ActTransaction, payments: readonly ConfirmedPayment[]): Promise<readonly string[]>;
  /** SENT → FAILED, and their money free again; returns the ids that failed now. */
  markFailed(tx: ActTransaction, payments: readonly RejectedPayment[]): Promise<readonly string[]>;
  /** PAID → RECONCILED, as the bank's statement shows them. */
  markReconciled(tx: ActTransaction, disbursementIds: readonly string[]): Promise<void>;
}
