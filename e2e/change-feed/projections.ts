import { setTimeout as sleep } from 'node:timers/promises';
import type { Projection } from '@nuan/facts';
import type { DataSource } from 'typeorm';
import { rowsOf } from '../testkit/rows';

/** The rows of a projection, without what may differ between one kept up and one made anew: the owner's version and the time. */
export async function keptRows(db: DataSource, { table, key = ['id'] }: Projection): Promise<object[]> {
  const sql = `select to_jsonb(t) - 'source_version' - 'projected_at' as row from ${table} t order by ${key.join(', ')}`;
  return (await rowsOf<{ row: object }>(db, sql)).map(({ row }) => row);
}

/**
 * Waits until something is true, and says how many milliseconds it took; fails after two minutes, because a long transaction of
 * another test on the same server holds every feed back.
 */
export async function until(isTrue: () => Promise<boolean>, what: string): Promise<number> {
  const since = Date.now();
  while (!(await isTrue())) {
    if (Date.now() - since > 120_000) throw new Error(`never came true: ${what}`);
    await sleep(20);
  }
  return Date.now() - since;
}
