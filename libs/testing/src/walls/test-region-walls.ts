import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DatabaseDefinition, databaseOptions, runInScope } from '@nuan/database';
import { DataSource } from 'typeorm';

import { useTestDatabase } from '../test-database';
import { Specimens } from './specimens';
import { allTables, type WalledTable, walledTables } from './walled-tables';

/** What the generated test of a database's walls needs to know. */
export interface RegionWallTest {
  readonly definition: DatabaseDefinition;
  /** Tables of this subgraph without a wall, each with the reason. */
  readonly open: Readonly<Record<string, string>>;
  /** Functions that read as the owner and that the application may call, each with what it tells at most. */
  readonly functions?: Readonly<Record<string, string>>;
}

/** Tables that every subgraph has and that have no wall. */
const OPEN: Readonly<Record<string, string>> = {
  audit_due: 'numbers of running transactions',
  audit_entry:
    'who did what, by ids; its question by subject needs the index on an array, which no wall lets through, and bounds regions itself',
  audit_head: 'one row: the end of the chain',
  bulk_load: 'counts of bulk loads',
  derived_table: 'names of tables',
  disclosure_release: 'figures as analysts are given them; what is withheld is not in it',
  idempotency_key: 'keys of requests, found by the caller’s own subject alone',
  job: 'ids and counts of long work; the runner takes what is due, wherever it is',
  projection_cursor: 'places in feeds',
  rollup_counter: 'counts and sums, which are compared across regions',
  rollup_delta: 'counts and sums, which are compared across regions',
  union_tree: 'who stands under whom: organisations, not persons; the wall of unions reads it itself',
};

/** Functions of every subgraph that work as the owner for the application. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  append_audit: 'the place of the act in the chain',
  fold_rollup: 'how many deltas were folded',
};

const [HERE, THERE] = ['340102', '340202'] as const;
const scopeOf = (...codes: string[]) => codes.map((code) => `${code}%`);

/**
 * States as tests that every table of the database is behind the wall of regions or says why not, and that the wall stands:
 * without a scope, for another region, after another's request on the same connection, against a write elsewhere, and against
 * whoever tries to take it down. It runs on a database of its own.
 */
export function testRegionWalls({ definition, open, functions = {} }: RegionWallTest): void {
  describe(`the walls of ${definition.name}`, () => {
    const db = useTestDatabase(definition);
    let tables: WalledTable[] = [];
    let specimens: Specimens;
    let app: DataSource;

    beforeAll(async () => {
      tables = await walledTables(db.owner, `nuan_${definition.name}_app`);
      specimens = new Specimens(db.owner, tables);
      await specimens.make([HERE, THERE]);
      // One connection: whatever one request leaves on it, the next one finds.
      app = await new DataSource(
        databaseOptions({ ...definition, url: db.url, applicationName: 'walls', poolSize: 1 }),
      ).initialize();
    }, 60_000);
    afterAll(() => app.destroy());

    const count = async (table: string): Promise<number> =>
      (await app.query<{ n: number }[]>(`select count(*)::int as n from ${table}`))[0]?.n ?? -1;
    /** Tables of which this isn't so. */
    const failing = async (isSo: (table: WalledTable) => Promise<boolean>): Promise<string[]> => {
      const wrong: string[] = [];
      for (const table of tables) if (!(await isSo(table))) wrong.push(table.table);
      return wrong;
    };

    it('stand before every table, or a reason is given', async () => {
      const known = { ...OPEN, ...open };
      const walled = new Set(tables.map(({ table }) => table));
      const all = await allTables(db.owner);
      expect(all.filter((table) => !walled.has(table) && !known[table])).toEqual([]);
      expect(Object.keys(known).filter((table) => walled.has(table))).toEqual([]);
      expect(Object.keys(open).filter((table) => !all.includes(table))).toEqual([]);
    });

    it('show no row without a scope', async () => {
      expect(await failing(async ({ table }) => (await count(table)) === 0)).toEqual([]);
    });

    it('show the rows of the regions that were told, and of no other', async () => {
      const seen = (code: string, table: string) => runInScope({ read: scopeOf(code), write: [] }, () => count(table));
      expect(await failing(async ({ table }) => (await seen(HERE, table)) === 1)).toEqual([]);
      expect(await failing(async ({ table }) => (await seen('341100', table)) === 0)).toEqual([]);
      const both = { read: scopeOf(HERE, THERE), write: [] };
      expect(await failing(({ table }) => runInScope(both, async () => (await count(table)) === 2))).toEqual([]);
    });

    it('show nothing of what the last request on the connection was told', async () => {
      const leaves = async ({ table }: WalledTable): Promise<boolean> => {
        await runInScope({ read: scopeOf(HERE), write: scopeOf(HERE) }, () => count(table));
        return (await count(table)) === 0;
      };
      expect(await failing(leaves)).toEqual([]);
    });

    const insert = async (table: string): Promise<unknown> => {
      const values = await specimens.values(table, HERE);
      const places = Object.keys(values).map((_column, at) => `$${at + 1}`);
      const sql = `insert into ${table} (${Object.keys(values).join(', ')}) values (${places.join(', ')})`;
      return app.query(sql, Object.values(values));
    };

    it('refuse a new row elsewhere, though it may be read there', async () => {
      const scope = { read: scopeOf(HERE, THERE), write: scopeOf(THERE) };
      const own = tables.filter(({ mayInsert, regions }) => mayInsert && regions.length > 0);
      const outcomes = own.map(({ table }) => table);
      expect(outcomes.length).toBeGreaterThan(0);
      for (const table of outcomes)
        expect([table, await isDenied(runInScope(scope, () => insert(table)))]).toEqual([table, true]);
    });

    it('refuse a new row on a parent that is not seen', async () => {
      const scope = { read: scopeOf(THERE), write: scopeOf(THERE) };
      for (const { table, mayInsert, parents } of tables)
        if (mayInsert && parents.length > 0)
          expect([table, await isDenied(runInScope(scope, () => insert(table)))]).toEqual([table, true]);
    });

    it('refuse a change of what is seen and may not be written, and pass over what is not seen', async () => {
      const change = async ({ table, mayUpdate, regions }: WalledTable, read: string[]): Promise<unknown> => {
        const [column] = regions;
        if (!mayUpdate || column === undefined || !(await mayUpdateColumn(app, table, column))) return 'nothing to try';
        const sql = `update ${table} set ${column} = ${column}`;
        return runInScope({ read, write: scopeOf(THERE) }, () => app.query(sql));
      };
      const isRefused = async (table: WalledTable): Promise<boolean> => {
        const tried = change(table, scopeOf(HERE, THERE));
        return (await tried.catch(() => 'refused')) === 'nothing to try' || isDenied(tried);
      };
      expect(await failing(isRefused)).toEqual([]);
      const passesOver = async (table: WalledTable): Promise<boolean> => {
        const changed = await change(table, scopeOf(THERE));
        return changed === 'nothing to try' || (changed as [unknown, number])[1] === 1;
      };
      expect(await failing(passesOver)).toEqual([]);
    });

    it('are not taken down by the application', async () => {
      const [first] = tables;
      const role = `nuan_${definition.name}_owner`;
      for (const sql of [
        `set role ${role}`,
        `set session authorization ${role}`,
        `alter table ${first?.table} disable row level security`,
        `alter table ${first?.table} no force row level security`,
        `drop policy ${first?.table}_read on ${first?.table}`,
        `alter role current_user bypassrls`,
        `create policy more on ${first?.table} for select using (true)`,
        `create function more() returns int language sql security definer as 'select 1'`,
        `select 1 from pg_statistic`,
        `select 1 from pg_statistic_ext_data`,
      ])
        expect([sql, await isDenied(app.query(sql))]).toEqual([sql, true]);
      await app.query('set row_security = off');
      try {
        await expect(app.query(`select * from ${first?.table}`)).rejects.toMatchObject({ code: '42501' });
      } finally {
        await app.query('set row_security = on');
      }
    });

    it('hide what the planner knows of the values behind them', async () => {
      await db.owner.query('analyze');
      const rows = await app.query<{ tablename: string }[]>(
        `select distinct tablename from pg_stats where schemaname = 'public'`,
      );
      const shown = new Set(rows.map(({ tablename }) => tablename));
      expect(await failing(async ({ table }) => !shown.has(table))).toEqual([]);
    });

    it('stand before views too, and no function of the owner’s reads for the application', async () => {
      const views = await db.owner.query<object[]>(
        `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v','m')
         and has_table_privilege($1, oid, 'select') and not coalesce('security_invoker=true' = any(reloptions), false)`,
        [`nuan_${definition.name}_app`],
      );
      expect(views).toEqual([]);
      const owned = await db.owner.query<{ name: string }[]>(
        `select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef and prorettype <> 'trigger'::regtype
         and has_function_privilege($1, oid, 'execute') order by 1`,
        [`nuan_${definition.name}_app`],
      );
      const known = { ...FUNCTIONS, ...functions };
      expect(owned.map(({ name }) => name).filter((name) => !known[name])).toEqual([]);
    });
  });
}

/** Whether PostgreSQL refuses it for lack of a privilege. */
export async function isDenied(statement: Promise<unknown>): Promise<boolean> {
  const code = await statement.then(
    () => null,
    (error: unknown) => (error as { code?: unknown }).code,
  );
  return code === '42501';
}

async function mayUpdateColumn(db: DataSource, table: string, column: string): Promise<boolean> {
  const [row] = await db.query<{ may: boolean }[]>(`select has_column_privilege($1, $2, 'update') as may`, [
    table,
    column,
  ]);
  return row?.may ?? false;
}
