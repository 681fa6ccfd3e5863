import { describe, expect, it } from '@jest/globals';
import { migrate, schemaDrift, undoMigrations } from '@nuan/database';
import { useTestDatabase } from '@nuan/testing';

import { assistanceMigrations } from './assistance.migrations';
import { assistanceSubgraph } from './assistance.subgraph';

const TABLES = `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')
  and relname <> 'schema_migration' order by relname`;
const UNCOMMENTED = `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')
  and relname <> 'schema_migration' and obj_description(oid, 'pg_class') is null`;

describe('the database of assistance', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const { database } = assistanceSubgraph;

  it('says of every table what it is for', async () => {
    expect(await db.owner.query(UNCOMMENTED)).toEqual([]);
  });

  it('lets the application delete from projections alone', async () => {
    const deletable = await db.owner.query<{ name: string }[]>(
      `select table_name as name from information_schema.role_table_grants
       where grantee like 'nuan_%_app' and privilege_type in ('DELETE', 'TRUNCATE') order by table_name`,
    );
    expect(deletable.map(({ name }) => name)).toEqual([
      'employment_record_projection',
      'enterprise_projection',
      'household_projection',
      'payment_request_projection',
      'student_projection',
      'union_tree',
      'worker_projection',
    ]);
  });

  it('can be taken back to nothing and built again, as the entities describe it', async () => {
    const tables: unknown = await db.owner.query(TABLES);
    await undoMigrations(db.ownerUrl, database, assistanceMigrations.length);
    expect(await db.owner.query(TABLES)).toEqual([]);
    await migrate(db.ownerUrl, database);
    expect(await db.owner.query(TABLES)).toEqual(tables);
    expect(await schemaDrift(db.owner)).toEqual([]);
  });
});
