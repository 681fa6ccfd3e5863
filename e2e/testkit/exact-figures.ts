import { type RollupDrift, rollupDrift } from '@nuan/database';
import type { DataSource, QueryRunner } from 'typeorm';

import { SAMPLE_DATABASES } from '../../tools/sample-data/src';
import type { Databases } from './rows';

/** What a subgraph keeps beside its rows and isn't what they say. */
interface Inexact {
  readonly database: string;
  readonly figures: readonly RollupDrift[];
  /** Derived tables that come out different when they are made anew. */
  readonly tables: readonly string[];
}

/**
 * Recounts, in every database, the figures of all blocks and every derived table from the rows as they stand now; empty when
 * what was kept up act by act is the same.
 */
export async function inexactFigures(db: Databases): Promise<readonly Inexact[]> {
  const found: Inexact[] = [];
  for (const database of SAMPLE_DATABASES) {
    const [figures, tables] = [await rollupDrift(db[database]), await differingTables(db[database])];
    if (figures.length + tables.length > 0) found.push({ database, figures, tables });
  }
  return found;
}

async function differingTables(db: DataSource): Promise<string[]> {
  const derived = await db.query<{ name: string; rebuild: string }[]>('select name, rebuild from derived_table');
  const differing: string[] = [];
  for (const { name, rebuild } of derived) {
    const runner = db.createQueryRunner();
    await runner.startTransaction();
    try {
      const kept = await contentOf(runner, name);
      await runner.query(`select ${rebuild}()`);
      if ((await contentOf(runner, name)) !== kept) differing.push(name);
    } finally {
      // The story's database stays as the story left it.
      await runner.rollbackTransaction();
      await runner.release();
    }
  }
  return differing;
}

/** What a derived table remembers of its last change and no recount can know: the cap that a reservation was held against. */
const REMEMBERED = ['limit_fen'];

async function contentOf(runner: QueryRunner, table: string): Promise<string> {
  const [row] = (await runner.query(
    `select md5(coalesce(string_agg(r.row, e'\\n' order by r.row), '')) as hash
     from (select (to_jsonb(t) - $1::text[])::text as row from ${table} t) r`,
    [REMEMBERED],
  )) as { hash: string }[];
  return row?.hash ?? '';
}
