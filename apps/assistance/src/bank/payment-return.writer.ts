import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { isUniqueViolation, rowMapping } from '@nuan/database';
import { InvalidInputError, NotFoundError } from '@nuan/errors';
import type { ActTransaction, Acts } from '@nuan/facts';
import {
  alignMany,
  type Batch,
  lockRow,
  moveState,
  type Refusal,
  RuleBroken,
  TransitionRefused,
} from '@nuan/federation';
import { newId } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { disbursementMachine } from '../disbursement/disbursement.machine';
import { PayStatus } from '../disbursement/pay-status';
import type { FundsInsufficient } from '../ledger/funds-insufficient';
import { post } from '../ledger/ledger.writer';
import { LedgerKind } from '../ledger/ledger-transaction.entity';
import { reversing } from '../ledger/movement';
import { AnomalyResolution } from './bank-anomaly.entity';
import { bankAnomalyMachine } from './bank-answer.machine';
import { PaymentReturn } from './payment-return.entity';

/** Part of a payment that the bank gave back. */
export interface NewPaymentReturn {
  readonly idempotencyKey: string;
  readonly id: string;
  readonly expectedVersion: number;
  /** Fen. */
  readonly amount: bigint;
  readonly bankRef: string;
  readonly reason: string;
  readonly anomalyId: string | null;
}

interface PaymentRow {
  readonly status: PayStatus;
  readonly amount_fen: string;
  readonly fund_id: string;
  readonly allocation_id: string;
  readonly campaign_code: string | null;
  readonly region_code: string;
}

const returns = rowMapping(PaymentReturn, 'r');

/**
 * Posts money that came back (资金退回). Part of a payment comes back by a linked counter-entry, and the payment stays paid; all
 * of it comes back by its reversal, which two people decide. Neither is ever taken back itself (I36).
 */
export class PaymentReturnWriter {
  constructor(
    private readonly acts: Acts,
    private readonly db: DataSource,
  ) {}

  /** Posts a return: the money is available again at its allocation. The same key is the same return. */
  async post(viewer: Viewer, input: NewPaymentReturn): Promise<PaymentReturn | Refusal | FundsInsufficient> {
    assertCan(viewer, 'disbursement:reverse');
    assertReturn(input);
    const { idempotencyKey: key, ...request } = input;
    return this.acts.once<PaymentReturn, Refusal | FundsInsufficient>(
      viewer,
      'payment.return',
      { key, request: { ...request, amount: String(request.amount) } },
      (tx) => postReturn(tx, input),
      (id) => this.get(id),
    );
  }

  /** The returns of payments, the oldest first, in one statement; index-aligned with the payments' ids. */
  readonly loadByPayment: Batch<string, readonly PaymentReturn[]> = async (viewer, paymentIds) => {
    assertCan(viewer, 'disbursement:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${returns.columns} from payment_return r
       where r.disbursement_id = any($1::uuid[]) and r.region_code like any($2::text[]) order by r.returned_at, r.id`,
      [paymentIds, scopePatterns(viewer)],
    );
    return alignMany(paymentIds, rows.map(returns.map), (row) => row.disbursementId);
  };

  private async get(id: string): Promise<PaymentReturn> {
    const [row] = await this.db.query<Record<string, unknown>[]>(
      `select ${returns.columns} from payment_return r where r.id = $1`,
      [id],
    );
    if (!row) throw new NotFoundError('PaymentReturn', id);
    return returns.map(row);
  }
}

async function postReturn(tx: ActTransaction, input: NewPaymentReturn): Promise<string> {
  const columns = 'status, amount_fen, fund_id, allocation_id, campaign_code, region_code, version';
  const payment = await lockRow<PaymentRow>(tx, { ...input, table: 'disbursement', entity: 'Disbursement', columns });
  await assertReturnable(tx, payment, input);
  if (input.anomalyId !== null) await clearUp(tx, input.anomalyId, input);
  const {
    fund_id: fundId,
    allocation_id: allocationId,
    campaign_code: campaignCode,
    region_code: regionCode,
  } = payment;
  const transactionId = await post(tx, {
    ...{ kind: LedgerKind.REVERSED, fundId, campaignCode, memo: `return of ${input.id}` },
    lines: reversing(allocationId, input.amount),
  });
  const id = newId();
  await tx
    .query(
      `insert into payment_return (id, disbursement_id, amount_fen, bank_ref, reason, anomaly_id, transaction_id, region_code, returned_by, returned_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[id, input.id, String(input.amount), input.bankRef, input.reason.trim(), input.anomalyId, transactionId],
        ...[regionCode, tx.viewer.subject, tx.now],
      ],
    )
    .catch((error: unknown) => {
      if (!isUniqueViolation(error, 'payment_return_bank_ref_unique')) throw error;
      return tx.refuse(
        new RuleBroken(
          'RETURN_POSTED_ONCE',
          'bankRef',
          'A return with this reference of the bank’s is posted already.',
        ),
      );
    });
  tx.about('PaymentReturn', id);
  tx.note({ fen: String(input.amount), bankRef: input.bankRef });
  return id;
}

async function assertReturnable(
  tx: ActTransaction,
  payment: PaymentRow,
  { id, amount }: NewPaymentReturn,
): Promise<void> {
  if (payment.status !== PayStatus.PAID && payment.status !== PayStatus.RECONCILED)
    tx.refuse(new TransitionRefused(disbursementMachine, payment.status, 'REVERSE'));
  const [sum] = await tx.query<{ fen: string }[]>(
    'select coalesce(sum(amount_fen), 0)::text as fen from payment_return where disbursement_id = $1',
    [id],
  );
  const returned = BigInt(sum?.fen ?? 0);
  const paid = BigInt(payment.amount_fen);
  if (returned === 0n && amount === paid)
    tx.refuse(
      new RuleBroken(
        'WHOLE_RETURN_IS_A_REVERSAL',
        'amount',
        'All of the payment came back: reverse the payment instead.',
      ),
    );
  if (returned + amount > paid)
    tx.refuse(
      new RuleBroken(
        'RETURN_WITHIN_PAYMENT',
        'amount',
        'More would have come back than was paid: look at the returns posted before.',
        {
          paidFen: String(paid),
          returnedFen: String(returned),
        },
      ),
    );
}

/** The anomaly that told of the return is cleared up with it. */
async function clearUp(tx: ActTransaction, anomalyId: string, input: NewPaymentReturn): Promise<void> {
  const { row, to } = await moveState<{ disbursement_id: string; kind: string }, string, string>(tx, {
    ...{ table: 'bank_anomaly', id: anomalyId, machine: bankAnomalyMachine, event: 'RESOLVE', expectedVersion: null },
    columns: 'kind, status, disbursement_id, region_code, version',
  });
  if (row.disbursement_id !== input.id)
    tx.refuse(new RuleBroken('ANOMALY_OF_PAYMENT', 'anomalyId', 'The anomaly is of another payment.'));
  await tx.query(
    `update bank_anomaly set status = $2, resolution = $3, reason = $4, resolved_by = $5, resolved_at = $6, version = version + 1
     where id = $1`,
    [anomalyId, to, AnomalyResolution.MONEY_RETURNED, input.reason.trim(), tx.viewer.subject, tx.now],
  );
}

function assertReturn({ amount, bankRef, reason }: NewPaymentReturn): void {
  if (amount <= 0n) throw new InvalidInputError('amount', 'AMOUNT_POSITIVE', 'Give what came back, above 0.00.');
  if (!/^[A-Za-z0-9-]{1,40}$/.test(bankRef))
    throw new InvalidInputError(
      'bankRef',
      'BANK_REF_FORM',
      'Give the bank’s reference: 1 to 40 letters, digits and hyphens.',
    );
  const length = reason.trim().length;
  if (length < 2 || length > 500)
    throw new InvalidInputError('reason', 'REASON_LENGTH', 'Say in 2 to 500 characters why the money came back.');
}
