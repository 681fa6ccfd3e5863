import { describe, expect, it } from '@jest/globals';
import { columnFindings, type DatabaseDefinition } from '@nuan/database';

import type { TestDatabase } from './test-database';

/**
 * States as a test that every column of the migrated database has a declared sensitivity, that nothing is declared which isn't
 * there, and that no sensitive text lies open without a reason.
 */
export function testColumns(definition: DatabaseDefinition, database: TestDatabase): void {
  describe(`the columns of ${definition.name}`, () => {
    it('have each a declared sensitivity, and what is sensitive is sealed or excused', async () => {
      expect(await columnFindings(database.owner, definition.columns ?? {})).toEqual([]);
    });
  });
}
