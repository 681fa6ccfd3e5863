import { PayStatus } from '../disbursement/pay-status';
import type { AnswerLine } from './answer-file';
import { BankAnomalyKind } from './bank-answer-status';
import { BankLineState } from './bank-file-status';

/** What we know of the payment that a line of the bank's names, at the moment the line is looked at. */
export interface KnownPayment {
  /** State of the payment; null when no payment of the answer's region has the id. */
  readonly status: PayStatus | null;
  /** The line that was sent in the file that the bank's line names; null when there is none. */
  readonly sent: SentLine | null;
  /** Whether the return that a credit speaks of is posted, or the payment was taken back. */
  readonly isReturnPosted: boolean;
  /** Whether a line of the bank's with the same reference stands as an anomaly of this payment already. */
  readonly isNotedBefore: boolean;
}

/** A line of a payment file, as it stands. */
export interface SentLine {
  readonly amountFen: bigint;
  readonly state: BankLineState;
  readonly bankRef: string | null;
  readonly returnCode: string | null;
  /** Whether a statement has shown it. */
  readonly isOnStatement: boolean;
}

/** What is to be done with a line of the bank's. */
export type Verdict =
  | { readonly act: 'CONFIRM'; readonly bankRef: string; readonly isStatement: boolean }
  | { readonly act: 'REJECT'; readonly returnCode: string }
  | { readonly act: 'RECONCILE' }
  | { readonly act: 'ANOMALY'; readonly kind: BankAnomalyKind; readonly isHarmless: boolean };

const { DUPLICATE_LINE, LATE, UNKNOWN_PAYMENT, AMOUNT_MISMATCH, WRONG_FILE, CONFLICTING_RESULT, MONEY_RETURNED } =
  BankAnomalyKind;

const open = (kind: BankAnomalyKind): Verdict => ({ act: 'ANOMALY', kind, isHarmless: false });
const noted = (kind: BankAnomalyKind): Verdict => ({ act: 'ANOMALY', kind, isHarmless: true });

/**
 * What a line of the bank's means. Only the first answer to what was sent moves a payment; whatever else the bank says stands
 * as an anomaly under its name, so that no order, repetition or contradiction of lines pays anybody twice (I20, I21).
 */
export function verdictOn(line: AnswerLine, known: KnownPayment): Verdict {
  const { sent } = known;
  if (known.status === null) return open(UNKNOWN_PAYMENT);
  if (sent === null) return open(WRONG_FILE);
  if (line.outcome === 'CREDIT') return creditVerdict(line, sent, known);
  if (line.amountFen !== sent.amountFen) return open(AMOUNT_MISMATCH);
  switch (sent.state) {
    case BankLineState.SENT:
    case BankLineState.UNKNOWN:
      return answerVerdict(line);
    case BankLineState.CONFIRMED:
      return confirmedVerdict(line, sent);
    case BankLineState.REJECTED:
      if (line.outcome === 'FAILED')
        return line.returnCode === sent.returnCode ? noted(DUPLICATE_LINE) : open(CONFLICTING_RESULT);
      return open(known.status === PayStatus.FAILED ? CONFLICTING_RESULT : LATE);
  }
}

function answerVerdict({ outcome, bankRef, returnCode }: AnswerLine): Verdict {
  return outcome === 'FAILED'
    ? { act: 'REJECT', returnCode: returnCode ?? '' }
    : { act: 'CONFIRM', bankRef: bankRef ?? '', isStatement: outcome === 'DEBIT' };
}

function confirmedVerdict({ outcome, bankRef }: AnswerLine, sent: SentLine): Verdict {
  if (outcome === 'FAILED' || bankRef !== sent.bankRef) return open(CONFLICTING_RESULT);
  return outcome === 'DEBIT' && !sent.isOnStatement ? { act: 'RECONCILE' } : noted(DUPLICATE_LINE);
}

function creditVerdict(line: AnswerLine, sent: SentLine, known: KnownPayment): Verdict {
  if (known.isNotedBefore) return noted(DUPLICATE_LINE);
  if (line.amountFen > sent.amountFen) return open(AMOUNT_MISMATCH);
  return known.isReturnPosted ? noted(MONEY_RETURNED) : open(MONEY_RETURNED);
}

/** The line as it stands after a verdict on it, for the next line of the same piece that names it. */
export function after(sent: SentLine, verdict: Verdict): SentLine {
  switch (verdict.act) {
    case 'CONFIRM':
      return { ...sent, state: BankLineState.CONFIRMED, bankRef: verdict.bankRef, isOnStatement: verdict.isStatement };
    case 'REJECT':
      return { ...sent, state: BankLineState.REJECTED, returnCode: verdict.returnCode };
    case 'RECONCILE':
      return { ...sent, isOnStatement: true };
    case 'ANOMALY':
      return sent;
  }
}

/** The state of the payment after a verdict. */
export function statusAfter(status: PayStatus | null, verdict: Verdict): PayStatus | null {
  if (verdict.act === 'CONFIRM') return verdict.isStatement ? PayStatus.RECONCILED : PayStatus.PAID;
  if (verdict.act === 'REJECT') return PayStatus.FAILED;
  return verdict.act === 'RECONCILE' ? PayStatus.RECONCILED : status;
}
