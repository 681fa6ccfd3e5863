import type { ActTransaction } from '@nuan/facts';
import type { RowRefusal } from '@nuan/intake';
import { regionPrefix } from '@nuan/kernel';
import { brokenByRegion } from '@nuan/regions';

import { type EnterpriseRow } from './held-enterprise';

/** Column of a list that names its enterprise. */
const CODE = 'creditCode';

/** Told of a code that no enterprise of the region has. */
export const UNKNOWN_ENTERPRISE: RowRefusal = {
  column: CODE,
  rule: 'ENTERPRISE_OF_REGION',
  message: 'No enterprise with this code is registered in the region of the import.',
};
const DEREGISTERED: RowRefusal = {
  column: CODE,
  rule: 'ENTERPRISE_REGISTERED',
  message: 'The enterprise is deregistered: nothing is recorded of it any more.',
};

/** The enterprises that rows of a list name by their credit codes. */
export type EnterprisesOfList = ReadonlyMap<string, EnterpriseRow>;

/** Locks the enterprises of a region that rows of a list name, in one order, so that two acts about one of them take turns. */
export async function enterprisesOfList(
  tx: ActTransaction,
  region: string,
  rows: readonly { readonly creditCode: string }[],
): Promise<EnterprisesOfList> {
  const found = await tx.query<(EnterpriseRow & { readonly credit_code: string })[]>(
    'select * from enterprise where credit_code = any($1::text[]) and starts_with(region_code, $2) order by id for update',
    [rows.map(({ creditCode }) => creditCode), regionPrefix(region)],
  );
  return new Map(found.map((row) => [row.credit_code, row]));
}

/** Why nothing is recorded of the enterprise that a row names; null when it can be. */
export function unfitEnterprise(tx: ActTransaction, row: EnterpriseRow | undefined): RowRefusal | null {
  if (row === undefined) return UNKNOWN_ENTERPRISE;
  if (row.closed_on !== null) return DEREGISTERED;
  const broken = brokenByRegion(row.region_code, tx.today, CODE);
  return broken && { column: CODE, rule: broken.rule, message: broken.message };
}
