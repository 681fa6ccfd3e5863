import type { ActTransaction } from '@nuan/facts';
import type { ImportRun, RowRefusal } from '@nuan/intake';
import { isWithin, regionPrefix } from '@nuan/kernel';

/** What is told of a credit code that no enterprise has. */
export const UNKNOWN_EMPLOYER: RowRefusal = {
  column: 'creditCode',
  rule: 'ENTERPRISE_KNOWN',
  message: 'No enterprise has this credit code: register it first.',
};

/** An employer whom a list names. */
export interface EmployerThere {
  readonly id: string;
  readonly region: string;
}

/** What bars a row whose employer has to lie in the region of the list. */
export function unfitEmployer(run: ImportRun, employer: EmployerThere | undefined): RowRefusal | null {
  if (!employer) return UNKNOWN_EMPLOYER;
  return isWithin(employer.region, regionPrefix(run.region_code)) ? null : ELSEWHERE;
}

const ELSEWHERE: RowRefusal = {
  column: 'creditCode',
  rule: 'REGION_OF_IMPORT',
  message: 'This enterprise lies outside the region of the import.',
};

/** Employers by their credit codes, wherever they are registered; a code that none has is left out. */
export async function employersOfList(
  tx: ActTransaction,
  codes: readonly (string | null)[],
): Promise<ReadonlyMap<string, EmployerThere>> {
  const sql =
    'select id, region_code as region, credit_code as code from enterprise_projection where credit_code = any($1::text[])';
  const found = await tx.query<(EmployerThere & { readonly code: string })[]>(sql, [
    codes.filter((code) => code !== null),
  ]);
  return new Map(found.map(({ code, ...employer }) => [code, employer]));
}
