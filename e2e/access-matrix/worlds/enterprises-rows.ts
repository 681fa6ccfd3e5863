import type { Administrator, KnownValues } from '@nuan/testing';

import { importProblems } from './import-problems';

type Seeds = Readonly<Record<string, KnownValues>>;

/** Rows of enterprises that hang on others by more than the name of a column. */
export async function enterprisesRows(admin: Administrator, seeds: Seeds): Promise<Seeds> {
  await importProblems(admin);
  return seeds;
}
