import type { Projection } from '@nuan/facts';
import type { DataSource } from 'typeorm';
import { rowsOf } from '../testkit/rows';

/** The rows of a projection, without what may differ between one kept up and one made anew: the owner's version and the time. */
export async function keptRows(db: DataSource, { table, key = ['id'] }: Projection): Promise<object[]> {
  const sql = `select to_jsonb(t) - 'source_version' - 'projected_at' as row from ${table} t order by ${key.join(', ')}`;
  return (await rowsOf<{ row: object }>(db, sql)).map(({ row }) => row);
}
