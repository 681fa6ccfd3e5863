import { FaultError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';

import type { PaymentSettlement } from './payment-settlement';

/** A line of a payment file by its place. */
export interface LinePlace {
  readonly fileId: string;
  readonly lineNo: number;
  readonly disbursementId: string;
}

/** The first answer to lines that were sent, and what a statement showed. */
export interface BankWord {
  readonly confirmed: readonly (LinePlace & { readonly bankRef: string })[];
  readonly rejected: readonly (LinePlace & { readonly returnCode: string })[];
  readonly onStatement: readonly LinePlace[];
}

const ANSWER = `
update bank_line l set state = a.state, bank_ref = a.bank_ref, return_code = a.return_code, answered_at = $6, answer_id = $7
from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[]) a (file_id, line_no, state, bank_ref, return_code)
where l.file_id = a.file_id and l.line_no = a.line_no`;

const SHOW = `
update bank_line l set statement_id = $3 from unnest($1::uuid[], $2::int[]) a (file_id, line_no)
where l.file_id = a.file_id and l.line_no = a.line_no`;

const CLOSE_FILES = `
update bank_file f set status = 'ANSWERED', answered_at = $2, version = version + 1
where f.id = any($1::uuid[]) and f.status = 'WRITTEN'
  and not exists (select from bank_line l where l.file_id = f.id and l.state in ('SENT','UNKNOWN'))`;

/**
 * Writes the bank's word: lines first, then payments and ledger. The lines are
 * locked by the caller, and the guard of the database refuses an answer to what is answered.
 *
 * @param answerId the file of the bank's that says so; null when the bank was asked.
 */
export async function settle(
  tx: ActTransaction,
  payments: PaymentSettlement,
  answerId: string | null,
  { confirmed, rejected, onStatement }: BankWord,
): Promise<void> {
  const answers = [
    ...confirmed.map((line) => ({ ...line, state: 'CONFIRMED', returnCode: null })),
    ...rejected.map((line) => ({ ...line, state: 'REJECTED', bankRef: null })),
  ];
  if (answers.length > 0)
    await tx.query(ANSWER, [
      answers.map(({ fileId }) => fileId),
      answers.map(({ lineNo }) => lineNo),
      answers.map(({ state }) => state),
      answers.map(({ bankRef }) => bankRef),
      answers.map(({ returnCode }) => returnCode),
      tx.now,
      answerId,
    ]);
  if (confirmed.length > 0) assertMoved(confirmed, await payments.markPaid(tx, confirmed));
  if (rejected.length > 0) assertMoved(rejected, await payments.markFailed(tx, rejected));
  if (onStatement.length > 0) {
    await tx.query(SHOW, [onStatement.map(({ fileId }) => fileId), onStatement.map(({ lineNo }) => lineNo), answerId]);
    await payments.markReconciled(
      tx,
      onStatement.map(({ disbursementId }) => disbursementId),
    );
  }
}

/** Ends payment files that wait for nothing more; at the end of an answer, since looking costs as much as a piece of it. */
export async function closeFiles(tx: ActTransaction, fileIds: readonly string[]): Promise<void> {
  if (fileIds.length === 0) return;
  // Two answers that end at once take turns, so that the second sees what the first has answered.
  await tx.query('select from bank_file where id = any($1::uuid[]) order by id for no key update', [fileIds]);
  await tx.query(CLOSE_FILES, [fileIds, tx.now]);
}

/** Payment files that a file of the bank's answered lines of. */
export async function filesAnsweredBy(tx: ActTransaction, answerId: string): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }[]>('select distinct file_id as id from bank_line where answer_id = $1', [
    answerId,
  ]);
  return rows.map(({ id }) => id);
}

/** A line that waits for its answer belongs to a payment that is with the bank: the database keeps it so. */
function assertMoved(lines: readonly LinePlace[], moved: readonly string[]): void {
  if (lines.length !== moved.length) throw new FaultError('the bank answered payments that are not with it');
}
