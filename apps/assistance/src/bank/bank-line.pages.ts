import type { PaymentFile, PaymentFileHead, PaymentLine } from './payment-file';

type Query = <T>(sql: string, params: readonly unknown[]) => Promise<T>;

interface LineRow extends Omit<PaymentLine, 'amountFen'> {
  readonly amountFen: string;
}

/** Lines held in memory at a time; 128,000 lines are 26 reads. */
const PAGE = 5_000;

const LINES = `select line_no as "lineNo", disbursement_id as "disbursementId", payee_id as "payeeId", account_token as "accountToken",
  mode, amount_fen as "amountFen", purpose
from bank_line where file_id = $1 and line_no > $2 order by line_no limit ${PAGE}`;

/** The lines of a payment file in their order, page by page; what was sent never changes, so each reading is the same. */
export async function* linePages(query: Query, fileId: string): AsyncGenerator<readonly PaymentLine[]> {
  for (let after = 0; ;) {
    const rows = await query<LineRow[]>(LINES, [fileId, after]);
    if (rows.length === 0) return;
    yield rows.map((row) => ({ ...row, amountFen: BigInt(row.amountFen) }));
    after = rows.at(-1)?.lineNo ?? after;
    if (rows.length < PAGE) return;
  }
}

/** A payment file whose lines are read as it is written. */
export function storedFile(query: Query, fileId: string, head: PaymentFileHead): PaymentFile {
  return { head, lines: () => linePages(query, fileId) };
}
