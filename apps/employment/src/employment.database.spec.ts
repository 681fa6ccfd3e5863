import { describe, expect, it } from '@jest/globals';
import { schemaDrift, undoMigrations } from '@nuan/database';
import { createTestDatabase, useTestDatabase } from '@nuan/testing';

import { employmentSubgraph } from './employment.subgraph';

describe('the database of employment', () => {
  const db = useTestDatabase(employmentSubgraph.database);

  it('has the tables that the entities describe', async () => {
    expect(await schemaDrift(db.owner)).toEqual([]);
  });

  it('lets the application read everything, and change nothing as it likes but projections, keys, jobs and files that come', async () => {
    const tables = await db.app.query<{ name: string; canRead: boolean; canWrite: boolean }[]>(
      `select relname as name, has_table_privilege(oid, 'select') as "canRead",
         has_table_privilege(oid, 'update, delete, truncate') as "canWrite"
       from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v') and relname <> 'schema_migration' order by relname`,
    );
    const readable = tables.filter((table) => table.canRead).map((table) => table.name);
    expect(tables.map((table) => table.name).filter((name) => !readable.includes(name))).toEqual([
      'audit_due',
      'rollup_source',
    ]);
    const writable = tables.filter((table) => table.canWrite).map((table) => table.name);
    expect(writable.sort()).toEqual([
      ...['asset_grant_import', 'attendance_import', 'completion_import', 'enterprise_projection', 'job'],
      ...[
        'job_referral_import',
        'job_vacancy_import',
        'placement_import',
        'programme_payment_projection',
        'projection_cursor',
      ],
      ...['retention_import', 'row_problem', 'startup_hire_import', 'startup_project_import', 'union_tree'],
      ...['upload', 'upload_chunk', 'worker_projection'],
    ]);
  });

  it('comes back to nothing when every migration is undone', async () => {
    const own = await createTestDatabase(employmentSubgraph.database);
    try {
      await undoMigrations(own.ownerUrl, employmentSubgraph.database, employmentSubgraph.database.migrations.length);
      const left = await own.owner.query<object[]>(
        `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v') and relname <> 'schema_migration'
         union all select proname from pg_proc where pronamespace = 'public'::regnamespace`,
      );
      expect(left).toEqual([]);
    } finally {
      await own.drop();
    }
  });
});
