import type { PaymentFile } from './payment-file';

/** One payment as the bank was asked to make it: what a question about it names. */
export interface BankReference {
  readonly fileNo: string;
  readonly lineNo: number;
  /** Id of the payment, which the bank repeats in every answer. */
  readonly disbursementId: string;
  readonly amountFen: bigint;
}

/** What the bank knows of one payment. STILL_UNKNOWN: it has no answer yet, which is not a refusal. */
export type BankAnswer =
  | { readonly outcome: 'PAID'; readonly bankRef: string }
  | { readonly outcome: 'FAILED'; readonly returnCode: string }
  | { readonly outcome: 'STILL_UNKNOWN' };

/** A file of the bank's that waits to be taken in. */
export interface WaitingAnswer {
  /** Its name at the bank's side, for the record. */
  readonly name: string;
  /** Its bytes, piece by piece; may be read again. */
  read(): AsyncIterable<Buffer>;
}

/**
 * The way to the bank (银行接口). What goes out is exactly once by file number: sending the same file again leaves the same
 * bytes under the same number, or is refused. Nothing here knows the ledger or the database.
 */
export interface BankAdapter {
  /**
   * Hands a payment file over; returns when it is durable on the bank's side.
   *
   * @throws FaultError when other bytes stand under the file's number already, or the file isn't what its checksum says.
   */
  send(file: PaymentFile): Promise<void>;
  /** What became of payments that have no answer; index-aligned with `references`. */
  query(references: readonly BankReference[]): Promise<readonly BankAnswer[]>;
  /** Files of the bank's that wait, in the order of their names. */
  waiting(): Promise<readonly WaitingAnswer[]>;
}
