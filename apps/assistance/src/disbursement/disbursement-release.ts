import type { ActTransaction } from '@nuan/facts';

import { giveBackCaps } from '../cap/cap-use';
import { LedgerKind } from '../ledger/ledger-transaction.entity';
import { releasing } from '../ledger/movement';
import { disbursementMachine } from './disbursement.machine';
import { type Line, lockAllocationsOf, lockLines, moneyOf, postMoney } from './disbursement-lines';
import { PayStatus } from './pay-status';

/** States in which a payment may be given up, by its machine. */
export const RELEASABLE: readonly PayStatus[] = disbursementMachine.states.filter(
  (state) => disbursementMachine.target(state, 'RELEASE') !== null,
);

/** States in which a payment holds money of its allocation that hasn't left. */
const HOLDING: readonly PayStatus[] = [PayStatus.RESERVED, PayStatus.APPROVED];

/**
 * Gives payments up (释放) by set: money that was set aside is available again, and the caps of the year with it. Those that
 * the bank has, or that are over, are passed over.
 *
 * @returns how many were given up.
 */
export async function releaseDisbursements(
  tx: ActTransaction,
  ids: readonly string[],
  reason: string,
): Promise<number> {
  await lockAllocationsOf(tx, ids);
  const lines = await lockLines(tx, ids, RELEASABLE);
  await freeMoney(
    tx,
    lines.filter(({ status }) => HOLDING.includes(status)),
  );
  await tx.query(
    `update disbursement set status = 'RELEASED', version = version + 1, released_by = $2, released_at = $3, release_reason = $4
     where id = any($1::uuid[])`,
    [lines.map(({ id }) => id), tx.viewer.subject, tx.now, reason],
  );
  tx.about('Disbursement', ids);
  return lines.length;
}

/** Money and caps of payments that hold them are free again; their rows say so afterwards. */
export async function freeMoney(tx: ActTransaction, lines: readonly Line[]): Promise<void> {
  await giveBackCaps(
    tx,
    lines.map(({ id }) => id),
  );
  await postMoney(tx, LedgerKind.RELEASED, moneyOf(lines), releasing);
}
