import type { ActTransaction } from '@nuan/facts';

import { unreachBeneficiaries } from '../campaign/campaign-reach';
import { giveBackCaps } from '../cap/cap-use';
import { LedgerKind } from '../ledger/ledger-transaction.entity';
import { reversing } from '../ledger/movement';
import { reopenItemsOf } from '../plan/plan-item-reopening';
import { revokeScholarships } from '../scholarship/scholarship-grants';
import { lockAllocationsOf, lockLines, moneyOf, postMoney } from './disbursement-lines';
import { passOnFirstOfYear } from './first-of-year';
import { PayStatus } from './pay-status';

/**
 * Takes paid payments back (冲销) by set: a counter-entry makes their money available again, the caps of their year are given
 * back, registers, plans and counts of the year no longer count them. The payments stay, REVERSED (I36). Who asked and who agreed is
 * checked before; the reason is on the rows.
 *
 * @returns ids of those that are reversed now; others were not paid, or reversed before.
 */
export async function reverseDisbursements(tx: ActTransaction, ids: readonly string[]): Promise<readonly string[]> {
  await lockAllocationsOf(tx, ids);
  const lines = await lockLines(tx, ids, [PayStatus.PAID, PayStatus.RECONCILED]);
  const reversed = lines.map(({ id }) => id);
  tx.about('Disbursement', ids);
  if (reversed.length === 0) return reversed;
  await giveBackCaps(tx, reversed);
  await tx.query(
    `update disbursement set status = 'REVERSED', version = version + 1, is_first_of_year = false, reversed_by = $2, reversed_at = $3
     where id = any($1::uuid[])`,
    [reversed, tx.viewer.subject, tx.now],
  );
  await postMoney(tx, LedgerKind.REVERSED, moneyOf(lines), reversing);
  await passOnFirstOfYear(tx, reversed);
  await unreachBeneficiaries(tx, reversed);
  await revokeScholarships(tx, reversed);
  await reopenItemsOf(tx, reversed);
  return reversed;
}
