import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';

/** The province: what stands or happens somewhere belongs to a city or a county. */
const PROVINCE = '340000';

/** Refuses (REGION_TOO_WIDE) what would belong to the province as a whole. */
export function assertBelowProvince(tx: ActTransaction, regionCode: string): void {
  if (regionCode !== PROVINCE) return;
  tx.refuse(new RuleBroken('REGION_TOO_WIDE', 'regionCode', 'Name the city or county where it is.', { regionCode }));
}

/**
 * Asserts that an enterprise exists, wherever it is registered: builders work outside their own county.
 *
 * @throws NotFoundError when no enterprise has this id.
 */
export async function assertEnterpriseKnown(tx: ActTransaction, enterpriseId: string): Promise<void> {
  const known = await tx.query<unknown[]>('select 1 from enterprise_projection where id = $1', [enterpriseId]);
  if (known.length === 0) throw new NotFoundError('Enterprise', enterpriseId);
  tx.about('Enterprise', enterpriseId);
}

/** Enterprises by their credit codes, wherever they are registered; a code that no enterprise has is left out. */
export async function enterprisesByCreditCode(
  tx: ActTransaction,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const sql = 'select id, credit_code as code from enterprise_projection where credit_code = any($1::text[])';
  const found = await tx.query<{ id: string; code: string }[]>(sql, [codes]);
  return new Map(found.map(({ id, code }) => [code, id]));
}
