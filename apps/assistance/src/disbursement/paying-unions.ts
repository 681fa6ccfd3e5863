import { type Action, writesForSomeUnions } from '@nuan/auth';
import { beyondRegions } from '@nuan/database';
import { ForbiddenError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { assertWritesForUnions } from '@nuan/federation';

/** Payments that are decided together. */
export type PaymentsOf = 'BATCH' | 'BANK_FILE';

/** The unions that answer for what is decided, and that pay it. */
const UNIONS: Readonly<Record<PaymentsOf, string>> = {
  BATCH: `select union_id from payment_batch where id = $1 union select union_id from disbursement where batch_id = $1`,
  BANK_FILE: `select d.union_id from bank_line l join disbursement d on d.id = l.disbursement_id where l.file_id = $1
    union select b.union_id from bank_file f join payment_batch b on b.id = f.batch_id where f.id = $1`,
};

/**
 * Asserts that every payment of a batch, or of a payment file, is of a union for which the viewer writes: they are decided as a whole,
 * and who sees a part of them would decide about the rest unseen, or leave it behind.
 *
 * @throws ForbiddenError naming the field when one isn't.
 */
export async function assertPaysAll(
  tx: ActTransaction,
  of: PaymentsOf,
  id: string,
  { field, action }: { readonly field: string; readonly action: Action },
): Promise<void> {
  if (!writesForSomeUnions(tx.viewer)) return;
  const rows = await beyondRegions('who sees some payments of it may not see that there are others', () =>
    tx.query<{ union_id: string }[]>(UNIONS[of], [id]),
  );
  // Without a batch it is of a region, also while it is empty.
  if (rows.length === 0) throw new ForbiddenError(action, 'It is of a whole region.', { field });
  const unions = rows.map(({ union_id }) => union_id);
  await assertWritesForUnions(tx, unions, field, action);
}
