import { describe, expect, it } from '@jest/globals';
import { columnRules, type DatabaseDefinition } from '@nuan/database';

import type { TestDatabase } from './test-database';

/** Functions of the database that erase: their names say so. */
const ERASING = `select p.prosrc as source from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.proname ~ 'eras(e|ed|ure)' and p.prosrc ~* '(update|delete from) '`;

/** Whether a statement of the source sets the column of the table, or deletes the table's rows. */
function erases(source: string, table: string, column: string): boolean {
  const statements = source.split(';').map((text) => text.replace(/\s+/g, ' '));
  const sets = new RegExp(`update ${table}( \\w+)? set (.* )?${column} =`);
  return statements.some((text) => sets.test(text) || new RegExp(`delete from ${table}( |$)`).test(text));
}

/**
 * States as a test that what the policy of columns calls ERASED is in fact set by a function of the database that erases: a new column
 * can't be promised and forgotten.
 */
export function testErasure(definition: DatabaseDefinition, database: TestDatabase): void {
  describe(`the erasure of persons in ${definition.name}`, () => {
    it('covers every column that is said to be erased', async () => {
      const functions = await database.owner.query<{ source: string }[]>(ERASING);
      const forgotten = columnRules(definition.columns ?? {})
        .filter(({ fate }) => fate === 'ERASED')
        .filter(({ table, column }) => !functions.some(({ source }) => erases(source, table, column)))
        .map(({ table, column }) => `${table}.${column}`);
      expect(forgotten).toEqual([]);
    });
  });
}
