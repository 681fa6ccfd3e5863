import { describe, expect, it } from '@jest/globals';

import { PayStatus } from '../disbursement/pay-status';
import type { AnswerLine } from './answer-file';
import { BankLineState } from './bank-file-status';
import { after, type KnownPayment, type SentLine, statusAfter, type Verdict, verdictOn } from './bank-verdict';

const { SENT, UNKNOWN, CONFIRMED, REJECTED } = BankLineState;

const sent = (state: BankLineState, isOnStatement = false): SentLine => ({
  amountFen: 80_000n,
  state,
  bankRef: state === CONFIRMED ? 'B1' : null,
  returnCode: state === REJECTED ? 'ACCOUNT_CLOSED' : null,
  isOnStatement,
});

const known = (line: SentLine | null, status: PayStatus | null = PayStatus.SENT): KnownPayment => ({
  status,
  sent: line,
  isReturnPosted: false,
  isNotedBefore: false,
});

const line = (outcome: AnswerLine['outcome'], more: Partial<AnswerLine> = {}): AnswerLine => ({
  lineNo: 1,
  fileNo: 'F1',
  disbursementId: 'd1',
  amountFen: 80_000n,
  outcome,
  bankRef: outcome === 'FAILED' ? null : 'B1',
  returnCode: outcome === 'FAILED' ? 'ACCOUNT_CLOSED' : null,
  ...more,
});

const named = (verdict: Verdict): string =>
  verdict.act === 'ANOMALY' ? `${verdict.kind}${verdict.isHarmless ? ' harmless' : ''}` : verdict.act;

describe('what a line of the bank means', () => {
  it.each<[string, AnswerLine, KnownPayment, string]>([
    ['paid, for a line without an answer', line('PAID'), known(sent(SENT)), 'CONFIRM'],
    ['paid, for a line that was unknown', line('PAID'), known(sent(UNKNOWN)), 'CONFIRM'],
    ['a failure', line('FAILED'), known(sent(SENT)), 'REJECT'],
    ['a debit that no result came before', line('DEBIT'), known(sent(UNKNOWN)), 'CONFIRM'],
    ['a debit of what is confirmed', line('DEBIT'), known(sent(CONFIRMED), PayStatus.PAID), 'RECONCILE'],
    ['paid again, the same', line('PAID'), known(sent(CONFIRMED), PayStatus.PAID), 'DUPLICATE_LINE harmless'],
    ['the debit again', line('DEBIT'), known(sent(CONFIRMED, true), PayStatus.RECONCILED), 'DUPLICATE_LINE harmless'],
    ['the failure again', line('FAILED'), known(sent(REJECTED), PayStatus.FAILED), 'DUPLICATE_LINE harmless'],
    [
      'paid under another reference',
      line('PAID', { bankRef: 'B2' }),
      known(sent(CONFIRMED), PayStatus.PAID),
      'CONFLICTING_RESULT',
    ],
    ['a failure of what was paid', line('FAILED'), known(sent(CONFIRMED), PayStatus.PAID), 'CONFLICTING_RESULT'],
    ['paid, after a failure', line('PAID'), known(sent(REJECTED), PayStatus.FAILED), 'CONFLICTING_RESULT'],
    [
      'another failure',
      line('FAILED', { returnCode: 'NAME_MISMATCH' }),
      known(sent(REJECTED), PayStatus.FAILED),
      'CONFLICTING_RESULT',
    ],
    ['paid, after it was given up', line('PAID'), known(sent(REJECTED), PayStatus.RELEASED), 'LATE'],
    ['paid, after it was sent anew', line('PAID'), known(sent(REJECTED), PayStatus.SENT), 'LATE'],
    ['another amount', line('PAID', { amountFen: 80_001n }), known(sent(SENT)), 'AMOUNT_MISMATCH'],
    ['a payment of nobody', line('PAID'), known(null, null), 'UNKNOWN_PAYMENT'],
    ['a payment of another file', line('PAID'), known(null), 'WRONG_FILE'],
    ['money back', line('CREDIT', { amountFen: 100n }), known(sent(CONFIRMED), PayStatus.PAID), 'MONEY_RETURNED'],
    [
      'more money back than was sent',
      line('CREDIT', { amountFen: 80_001n }),
      known(sent(CONFIRMED), PayStatus.PAID),
      'AMOUNT_MISMATCH',
    ],
    [
      'money back that is posted',
      line('CREDIT'),
      { ...known(sent(CONFIRMED), PayStatus.REVERSED), isReturnPosted: true },
      'MONEY_RETURNED harmless',
    ],
    [
      'the same money back again',
      line('CREDIT'),
      { ...known(sent(CONFIRMED)), isNotedBefore: true },
      'DUPLICATE_LINE harmless',
    ],
  ])('%s', (_what, given, payment, expected) => {
    expect(named(verdictOn(given, payment))).toBe(expected);
  });

  it('I21: moves a payment at most once, whatever the order and number of lines', () => {
    const lines = [
      line('PAID'),
      line('FAILED'),
      line('PAID', { bankRef: 'B2' }),
      line('DEBIT'),
      line('PAID'),
      line('DEBIT'),
    ];
    for (let first = 0; first < lines.length; first += 1) {
      const order = [...lines.slice(first), ...lines.slice(0, first)];
      let payment = known(sent(SENT));
      const answers: string[] = [];
      for (const next of order) {
        const verdict = verdictOn(next, payment);
        if (verdict.act === 'CONFIRM' || verdict.act === 'REJECT') answers.push(verdict.act);
        payment = {
          ...payment,
          sent: after(payment.sent ?? sent(SENT), verdict),
          status: statusAfter(payment.status, verdict),
        };
      }
      expect(answers).toHaveLength(1);
    }
  });
});
