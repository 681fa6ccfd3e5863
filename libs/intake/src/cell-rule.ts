import { InvalidInputError } from '@nuan/errors';

import type { RowReader } from './row-reader';

/** Reads a cell by a rule of the forms; what the rule refuses is told to the row. Null for a blank or refused cell. */
export function byRule<T>(row: RowReader, key: string, read: (text: string) => T): T | null {
  const text = row.text(key);
  if (text === null) return null;
  try {
    return read(text);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return row.refuse(key, error.rule, error.message);
  }
}
