import { createFieldCipher } from '@nuan/database';
import { FaultError } from '@nuan/errors';

import { sampleId } from './identifiers';
import { randomOf } from './random';
import type { CopyValue, SampleTools, TableLoad } from './table-load';
import { SEED } from './world';

/** One row of a load by column name. */
export type LoadedRow = Readonly<Record<string, CopyValue>>;

/** The tools of a load whose key is known to everyone, to look at its rows without a database. */
export const OPEN_TOOLS: SampleTools = {
  cipher: createFieldCipher({ keys: [{ id: 'k', key: Buffer.alloc(32) }], hashKey: Buffer.alloc(32) }),
  id: sampleId,
  random: (kind, index) => randomOf(SEED, kind, index),
};

/**
 * The rows of loads by table; several loads of one table follow one another.
 *
 * @throws FaultError when a row has not one value for each column.
 */
export function loadedRows(loads: readonly TableLoad[]): Map<string, LoadedRow[]> {
  const tables = new Map<string, LoadedRow[]>();
  for (const load of loads) {
    const rows = tables.get(load.table) ?? [];
    tables.set(load.table, rows);
    for (const row of load.rows()) rows.push(named(load, row));
  }
  return tables;
}

function named({ table, columns }: TableLoad, row: readonly CopyValue[]): LoadedRow {
  if (row.length !== columns.length)
    throw new FaultError(`A row of ${table} has ${row.length} values for ${columns.length} columns.`);
  return Object.fromEntries(columns.map((column, at) => [column, row[at] ?? null]));
}
