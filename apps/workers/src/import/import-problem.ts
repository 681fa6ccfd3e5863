import type { RowProblem } from '@nuan/intake';

import { IMPORT_COLUMNS } from './import-columns';

const TITLES: ReadonlyMap<string, string> = new Map(IMPORT_COLUMNS.map(({ key, title }) => [key, title]));

/** A problem of a household at one of its lines. */
export function problemAt(line: number, key: string | null, rule: string, message: string): RowProblem {
  return { line, column: key === null ? null : (TITLES.get(key) ?? key), rule, message, weight: 'ERROR' };
}
