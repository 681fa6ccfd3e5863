import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { type AidPurpose, yuan } from '@nuan/kernel';

/** What a payment of assistance has to be to be recorded here. */
export interface ClaimedPayment {
  readonly disbursementId: string;
  readonly purpose: AidPurpose;
  readonly amountFen: bigint;
  readonly payeeId: string;
}

interface KnownPayment {
  readonly status: string;
  readonly purpose: AidPurpose;
  readonly amount_fen: string;
  readonly payee_id: string;
}

/** The states in which money is with the person. */
const MADE: readonly string[] = ['PAID', 'RECONCILED'];

/** Refuses what is no payment of assistance that was made: of this purpose, of this amount, to this person. */
export async function assertPaymentMade(tx: ActTransaction, claimed: ClaimedPayment): Promise<void> {
  const refuse = (rule: string, message: string, facts: Readonly<Record<string, string>> = {}): never =>
    tx.refuse(new RuleBroken(rule, 'disbursementId', message, facts));
  const [known] = await tx.query<KnownPayment[]>(
    // Held in common until the act ends: a reversal that the feed brings meanwhile waits, and finds what was recorded.
    'select status, purpose, amount_fen, payee_id from programme_payment_projection where id = $1 for share',
    [claimed.disbursementId],
  );
  if (known === undefined)
    return refuse(
      'PAYMENT_UNKNOWN',
      'No payment of a programme has this id; one that was just filed is known in a moment.',
    );
  if (known.purpose !== claimed.purpose)
    refuse('PAYMENT_PURPOSE', 'The payment is for another purpose.', { purpose: known.purpose });
  if (known.payee_id !== claimed.payeeId) refuse('PAYMENT_OF_ANOTHER', 'The payment went to another person.');
  if (!MADE.includes(known.status))
    refuse('PAYMENT_NOT_MADE', 'The payment has not been made, or was taken back.', { status: known.status });
  if (BigInt(known.amount_fen) !== claimed.amountFen)
    refuse('PAYMENT_AMOUNT', 'The payment is of another amount.', { amount: yuan(BigInt(known.amount_fen)) });
}
