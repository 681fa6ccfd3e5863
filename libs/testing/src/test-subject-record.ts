import { describe, expect, it } from '@jest/globals';
import { columnRules, type DatabaseDefinition } from '@nuan/database';
import type { SubjectSections } from '@nuan/federation';
import { newId } from '@nuan/kernel';

import { asViewer } from '@nuan/facts';

import type { TestDatabase } from './test-database';
import { viewerWith } from './test-viewer';

/** Read for every subgraph: the audit by each record itself, the feed's log and pieces of files by nobody's id. */
const EVERYWHERE = ['audit_entry', 'change', 'upload_chunk'];

/**
 * States as tests that a person's record shows every table that holds something of a person, or says why not, and that each of its
 * sections can be read.
 */
export function testSubjectRecord(
  definition: DatabaseDefinition,
  sections: SubjectSections,
  database: TestDatabase,
): void {
  const personal = new Set(
    columnRules(definition.columns ?? {})
      .filter(({ fate }) => fate !== null && fate !== 'OFFICER')
      .map(({ table }) => table)
      .filter((table) => !EVERYWHERE.includes(table)),
  );
  const isRead = (table: string): boolean =>
    sections.sections.some(({ sql }) => new RegExp(`(from|join) ${table}\\b`).test(sql));

  describe(`the record of a person in ${definition.name}`, () => {
    it('shows every table that holds something of a person, or says why not', () => {
      const forgotten = [...personal].filter((table) => !isRead(table) && !(table in sections.leftOut));
      const superfluous = Object.keys(sections.leftOut).filter((table) => !personal.has(table) || isRead(table));
      expect({ forgotten, superfluous }).toEqual({ forgotten: [], superfluous: [] });
    });

    it.each(sections.sections.map(({ title, sql }) => [title, sql] as const))('can read %s', async (_title, sql) => {
      const read = asViewer(viewerWith({ role: 'county', read: ['340103'] }), () =>
        database.app.query(`select s.* from (${sql}) s limit 1`, [newId()]),
      );
      await expect(read).resolves.toEqual([]);
    });
  });
}
