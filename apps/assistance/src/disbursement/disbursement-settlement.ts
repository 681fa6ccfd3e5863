import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';

import { reachBeneficiaries } from '../campaign/campaign-reach';
import { LedgerKind } from '../ledger/ledger-transaction.entity';
import { paying } from '../ledger/movement';
import { type Line, lockAllocationsOf, lockLines, moneyOf, postMoney } from './disbursement-lines';
import { grantScholarships } from '../scholarship/scholarship-grants';
import { freeMoney } from './disbursement-release';
import { PayStatus } from './pay-status';
import { withFirstOfYear } from './first-of-year';

/** A payment that the bank, or a receipt, confirmed. */
export interface ConfirmedPayment {
  readonly disbursementId: string;
  /** The bank's reference; null for goods, vouchers and cash. */
  readonly bankRef: string | null;
}

/** A payment that the bank could not make. */
export interface RejectedPayment {
  readonly disbursementId: string;
  readonly returnCode: string;
}

/**
 * Whoever hands in the bank's word decides nothing: when that happens to be who filed or approved the payment, it counts as
 * paid by who sent it, and the file of the bank goes on.
 */
const PAID_BY = `case when d.mode in ('BANK_CARD','PASSBOOK') and $3 = any (array[d.filed_by, d.approved_by, d.second_approved_by])
    then d.sent_by else $3 end`;

const PAY = `
update disbursement d set status = 'PAID', version = d.version + 1, paid_by = ${PAID_BY}, paid_at = $4, bank_ref = p.bank_ref,
  reserved_at = coalesce(d.reserved_at, d.filed_at), is_first_of_year = f.is_first
from unnest($1::uuid[], $2::text[]) p (id, bank_ref), (
  select d.id, row_number() over (partition by coalesce(d.household_id, d.payee_id) order by d.id) = 1
    and not exists (select from disbursement o
      where coalesce(o.household_id, o.payee_id) = coalesce(d.household_id, d.payee_id) and o.is_first_of_year
        and extract(year from (o.paid_at at time zone 'Asia/Shanghai'))::int = $5) as is_first
  from disbursement d where d.id = any($1::uuid[])
) f
where d.id = p.id and f.id = d.id`;

const FAIL = `
update disbursement d set status = 'FAILED', version = d.version + 1, failed_at = $3, failure_code = p.code
from unnest($1::uuid[], $2::text[]) p (id, code) where d.id = p.id`;

const SETTLE_BATCHES = `
update payment_batch b set status = 'SETTLED', version = version + 1, settled_at = $2
where b.id = any($1::uuid[]) and b.status = 'SENT'
  and not exists (select from disbursement d where d.batch_id = b.id and d.status = 'SENT')`;

/** What the bank's word does to payments, their money and their batches; by set, and part of the caller's act. */
export class DisbursementSettlement {
  /**
   * SENT → PAID, and their money from reserved to spent; the campaign has reached its beneficiaries. Payments in another state
   * are passed over: the word about them is the caller's to record.
   *
   * @returns ids of those that are paid now.
   */
  async markPaid(tx: ActTransaction, payments: readonly ConfirmedPayment[]): Promise<readonly string[]> {
    const lines = await lockSent(tx, payments);
    const ids = lines.map(({ id }) => id);
    if (ids.length === 0) return ids;
    const refs = new Map(payments.map(({ disbursementId, bankRef }) => [disbursementId, bankRef]));
    const year = Number(tx.today.slice(0, 4));
    await withFirstOfYear(tx, () =>
      tx.query(PAY, [ids, ids.map((id) => refs.get(id) ?? null), tx.viewer.subject, tx.now, year]),
    );
    await postMoney(tx, LedgerKind.PAID, moneyOf(lines), paying);
    await reachBeneficiaries(tx, ids);
    await grantScholarships(tx, ids);
    await settleBatches(tx, batchesOf(lines));
    return ids;
  }

  /** SENT → FAILED, and their money free again; each may be retried or given up. Returns ids of those that failed now. */
  async markFailed(tx: ActTransaction, payments: readonly RejectedPayment[]): Promise<readonly string[]> {
    const lines = await lockSent(tx, payments);
    const ids = lines.map(({ id }) => id);
    if (ids.length === 0) return ids;
    const codes = new Map(payments.map(({ disbursementId, returnCode }) => [disbursementId, returnCode]));
    await freeMoney(tx, lines);
    await tx.query(FAIL, [ids, ids.map((id) => codes.get(id) ?? ''), tx.now]);
    await settleBatches(tx, batchesOf(lines));
    return ids;
  }

  /** PAID → RECONCILED, as the bank's statement shows them; others are passed over. */
  async markReconciled(tx: ActTransaction, disbursementIds: readonly string[]): Promise<void> {
    await tx.query(
      `update disbursement set status = 'RECONCILED', version = version + 1 where id = any($1::uuid[]) and status = 'PAID'`,
      [disbursementIds],
    );
    tx.about('Disbursement', disbursementIds);
  }
}

async function lockSent(tx: ActTransaction, payments: readonly { readonly disbursementId: string }[]): Promise<Line[]> {
  const ids = payments.map(({ disbursementId }) => disbursementId);
  await lockAllocationsOf(tx, ids);
  tx.about('Disbursement', ids);
  return lockLines(tx, ids, [PayStatus.SENT]);
}

const batchesOf = (lines: readonly Line[]): string[] => [...new Set(lines.flatMap(({ batchId }) => batchId ?? []))];

/** Settles those of the batches whose sending is over and whose every answer is here. */
export async function settleBatches(tx: ActTransaction, batchIds: readonly string[]): Promise<void> {
  if (batchIds.length === 0) return;
  await beyondRegions('other lines of the batch may be paid by other unions', () =>
    tx.query(SETTLE_BATCHES, [batchIds, tx.now]),
  );
}
