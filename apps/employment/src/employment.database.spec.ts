import { describe, expect, it } from '@jest/globals';
import { migrate, rollupDrift, schemaDrift, undoMigrations } from '@nuan/database';
import { newId } from '@nuan/kernel';
import { createTestDatabase, useTestDatabase } from '@nuan/testing';

import { PostVacanciesOnce1795565015000 } from '../migrations/1795565015000-post-vacancies-once';
import { employmentSubgraph } from './employment.subgraph';
import { recordBuilders } from './record-builders';

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

  it('takes vacancies that stand twice, loans and jobs that last over from before there was a rule for each, and gives them back', async () => {
    const own = await createTestDatabase(employmentSubgraph.database);
    const a = recordBuilders(() => own.owner);
    const { database } = employmentSubgraph;
    const since = database.migrations.length - database.migrations.indexOf(PostVacanciesOnce1795565015000);
    try {
      await undoMigrations(own.ownerUrl, database, since);
      const enterprise_id = newId();
      for (let at = 0; at < 2; at += 1) await a.vacancy({ enterprise_id });
      const { id } = await a.project({ loan_due_on: '2018-05-10' });
      const lent = {
        purpose: 'STARTUP',
        startup_project_id: id,
        region_code: '340102',
        support_mode: 'INTEREST_FREE_LOAN',
      };
      await a.payment(lent);
      const person_id = newId();
      await a.placement({ person_id, placed_on: '2016-03-01', region_code: '340102' });
      const lasts = { placed_on: '2016-05-01', region_code: '340202', retained_3m: true, retained_6m: true };
      await a.placement({ person_id, ...lasts });
      const figures = async (): Promise<object | undefined> => {
        const sql = `select retained_6m_in as "lastsIn", (select count(*)::int from job_vacancy) as vacancies,
          (select loan_fen || ' ' || loan_due_on from startup_project) as loan from person_year_outcome where person_id = $1`;
        return (await own.owner.query<object[]>(sql, [person_id]))[0];
      };
      const kept = { vacancies: 2, loan: '10000 2018-05-10' };
      expect(await figures()).toEqual({ ...kept, lastsIn: '340202' });
      expect(await migrate(own.ownerUrl, database)).toHaveLength(since);
      expect(await figures()).toEqual({ ...kept, lastsIn: '340102' });
      const due = await own.owner.query<object[]>('select loan_due_on as due from employment_payment');
      expect(due).toEqual([{ due: '2018-05-10' }]);
      expect(await rollupDrift(own.owner)).toEqual([]);
      await undoMigrations(own.ownerUrl, database, since);
      expect(await figures()).toEqual({ ...kept, lastsIn: '340202' });
    } finally {
      await own.drop();
    }
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
