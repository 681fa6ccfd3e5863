import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { PROVINCE_CODE, refuseRegion } from '@nuan/regions';

/** Refuses (REGION_TOO_WIDE) what would belong to the province as a whole, and (REGION_VALID_ON, I32) a division that didn't exist on the day. */
export function assertPlace(tx: ActTransaction, regionCode: string, onDate: LocalDate = tx.today): void {
  if (regionCode === PROVINCE_CODE)
    tx.refuse(new RuleBroken('REGION_TOO_WIDE', 'regionCode', 'Name the city or county where it is.', { regionCode }));
  refuseRegion(tx, 'regionCode', regionCode, onDate);
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
