import type { ActTransaction } from '@nuan/facts';
import type { RowRefusal } from '@nuan/intake';

/** What is told of a credit code that no enterprise has. */
export const UNKNOWN_EMPLOYER: RowRefusal = {
  column: 'creditCode',
  rule: 'ENTERPRISE_KNOWN',
  message: 'No enterprise has this credit code: register it first.',
};

/** Employers by their credit codes, wherever they are registered; a code that none has is left out. */
export async function employersOfList(
  tx: ActTransaction,
  codes: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const sql = 'select id, credit_code as code from enterprise_projection where credit_code = any($1::text[])';
  const found = await tx.query<{ id: string; code: string }[]>(sql, [codes.filter((code) => code !== null)]);
  return new Map(found.map(({ id, code }) => [code, id]));
}
