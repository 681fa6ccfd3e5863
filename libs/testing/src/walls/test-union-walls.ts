import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DatabaseDefinition, databaseOptions, runInScope, UNION_TREE } from '@nuan/database';
import { newId } from '@nuan/kernel';
import pg from 'pg';
import { DataSource } from 'typeorm';

import { useTestDatabase } from '../test-database';
import { Specimens } from './specimens';
import { isDenied } from './test-region-walls';
import { type WalledTable, walledTables } from './walled-tables';

/** What the generated test of the unions of a database needs to know. */
export interface UnionWallTest {
  readonly definition: DatabaseDefinition;
  /** Tables behind the wall of regions that are bounded by regions alone, each with the reason. */
  readonly byRegion: Readonly<Record<string, string>>;
  /** Tables without any wall whose rows name a union, each with what bounds them to who is bounded by unions. */
  readonly unwalled: Readonly<Record<string, string>>;
}

const HERE = '340102';

/** A county union, one below it, and one beside that. */
const [ABOVE, BELOW, BESIDE] = [newId(), newId(), newId()] as const;

/**
 * States as tests that every table behind the wall of regions is bounded by unions too, itself or by what it hangs on, or says why
 * not; and that two unions of one county don't see and don't write each other's rows. It runs on a database of its own.
 */
export function testUnionWalls({ definition, byRegion, unwalled }: UnionWallTest): void {
  describe(`the unions of ${definition.name}`, () => {
    const role = `nuan_${definition.name}_app`;
    const db = useTestDatabase(definition);
    let tables: WalledTable[] = [];
    let specimens: Specimens;
    let app: DataSource;

    beforeAll(async () => {
      tables = await walledTables(db.owner, role);
      specimens = new Specimens(db.owner, tables);
      await specimens.makeOfUnions(HERE, [ABOVE, BELOW, BESIDE]);
      await db.owner.query(
        `insert into ${UNION_TREE} (id, parent_id, source_version) values ($1, null, 1), ($2, $1, 1), ($3, null, 1)`,
        [ABOVE, BELOW, BESIDE],
      );
      app = await new DataSource(
        databaseOptions({ ...definition, url: db.url, applicationName: 'unions', poolSize: 1 }),
      ).initialize();
    }, 60_000);
    afterAll(() => app.destroy());

    const scope = (readUnions: readonly string[] | null, writeUnions = readUnions) => ({
      ...{ read: [`${HERE}%`], write: [`${HERE}%`], readUnions, writeUnions },
    });
    const count = async (table: string): Promise<number> =>
      (await app.query<{ n: number }[]>(`select count(*)::int as n from ${table}`))[0]?.n ?? -1;
    const seen = (unions: readonly string[] | null, table: string) => runInScope(scope(unions), () => count(table));
    const tellsOfMany = ({ union }: WalledTable): boolean =>
      union !== null && union.columns.length + union.parents.length + union.writers.length === 0;
    const isBounded = (table: WalledTable): boolean =>
      table.union !== null ||
      (table.parents.length > 0 &&
        table.parents.every((parent) => tables.some((known) => known.table === parent.table && isBounded(known))));
    const bounded = (): WalledTable[] => tables.filter(isBounded);
    /** Bounded tables of which this isn't so. */
    const failing = async (isSo: (table: WalledTable) => Promise<boolean>): Promise<string[]> => {
      const wrong: string[] = [];
      for (const table of bounded()) if (!(await isSo(table))) wrong.push(table.table);
      return wrong;
    };

    it('I34: bound every table behind the wall of regions, or a reason is given', () => {
      const open = tables.filter((table) => !isBounded(table)).map(({ table }) => table);
      const known = Object.keys(byRegion);
      const missing = open.filter(
        (table) => !known.includes(table) && !parentsOf(table).some((parent) => known.includes(parent)),
      );
      expect(missing).toEqual([]);
      expect(known.filter((table) => !open.includes(table))).toEqual([]);
    });

    const parentsOf = (name: string): string[] =>
      tables.find(({ table }) => table === name)?.parents.map(({ table }) => table) ?? [];

    it('I34: show the rows of the sub-trees that were told, and of no other union of the county', async () => {
      const ofOne = bounded().filter((table) => !tellsOfMany(root(table)));
      const wrong: string[] = [];
      for (const { table } of ofOne) {
        const counts = [await seen([ABOVE], table), await seen([BELOW], table), await seen([newId()], table)];
        if (counts.join() !== '2,1,0') wrong.push(`${table}: ${counts.join()}`);
      }
      expect(wrong).toEqual([]);
      expect(ofOne.length).toBeGreaterThan(0);
    });

    /** What decides about a table that hangs on others. */
    const root = (table: WalledTable): WalledTable => {
      const [parent] = table.union === null ? table.parents : [];
      const above = parent && tables.find((known) => known.table === parent.table);
      return above ? root(above) : table;
    };

    it('change nothing for who is bounded by regions alone, and show nothing of many unions to who is bounded', async () => {
      expect(await failing(async ({ table }) => (await seen(null, table)) === 3)).toEqual([]);
      const wrong: string[] = [];
      for (const { table } of bounded().filter((known) => tellsOfMany(root(known))))
        if ((await seen([ABOVE, BESIDE], table)) !== 0) wrong.push(table);
      expect(wrong).toEqual([]);
    });

    it('show no row to an empty list, and to a connection that was told regions and no unions', async () => {
      expect(await failing(async ({ table }) => (await seen([], table)) === 0)).toEqual([]);
      const plain = new pg.Client(db.url);
      await plain.connect();
      await plain.query(`set nuan.read = '%'; set nuan.write = '%'`);
      const counts = await failing(async ({ table }) => (await plain.query(`select from ${table}`)).rowCount === 0);
      await plain.end();
      expect(counts).toEqual([]);
    });

    it('are named, with what bounds them instead, for every table without a wall whose rows name a union', async () => {
      const rows = await db.owner.query<{ name: string }[]>(NAME_A_UNION);
      const walled = new Set(tables.map(({ table }) => table));
      expect(rows.map(({ name }) => name).filter((name) => !walled.has(name))).toEqual(Object.keys(unwalled).sort());
    });

    /** Bounded tables whose rows are of one union. */
    const ofOneUnion = (): WalledTable[] => bounded().filter((table) => !tellsOfMany(root(table)));

    const insert = async (table: string, unionId: string): Promise<unknown> => {
      const values = await specimens.values(table, HERE, unionId);
      const places = Object.keys(values).map((_column, at) => `$${at + 1}`);
      const sql = `insert into ${table} (${Object.keys(values).join(', ')}) values (${places.join(', ')})`;
      return app.query(sql, Object.values(values));
    };

    it('refuse a new row of another union, also where its rows are seen', async () => {
      const [tried, wrong]: [string[], string[]] = [[], []];
      for (const { table, mayInsert } of ofOneUnion()) {
        if (!mayInsert) continue;
        tried.push(table);
        const inserted = (read: string[], unionId: string) =>
          runInScope(scope(read, [ABOVE]), () => insert(table, unionId));
        if (!(await isDenied(inserted([ABOVE], BESIDE)))) wrong.push(`${table}, unseen`);
        if (!(await isDenied(inserted([ABOVE, BESIDE], BESIDE)))) wrong.push(`${table}, seen`);
        if (await isDenied(inserted([ABOVE, BESIDE], BELOW))) wrong.push(`${table}, its own`);
      }
      expect(wrong).toEqual([]);
      expect(tried).toEqual(await writable('insert'));
    });

    it('refuse a change of what is seen and is another union’s to write', async () => {
      const [tried, wrong]: [string[], string[]] = [[], []];
      for (const { table, mayUpdate } of ofOneUnion()) {
        if (!mayUpdate) continue;
        tried.push(table);
        const [changed] = await db.owner.query<{ name: string }[]>(UPDATABLE, [table, role]);
        const change = async (read: string[], unionId: string): Promise<number> => {
          const key = await specimens.keyOf(table, HERE, unionId);
          const isIt = Object.keys(key).map((column, at) => `${column} = $${at + 1}`);
          const sql = `update ${table} set ${changed?.name} = ${changed?.name} where ${isIt.join(' and ')}`;
          return (
            await runInScope(scope(read, [ABOVE]), () => app.query<[unknown, number]>(sql, Object.values(key)))
          )[1];
        };
        if (!(await isDenied(change([ABOVE, BESIDE], BESIDE)))) wrong.push(`${table} is changed`);
        if ((await change([ABOVE], BESIDE)) !== 0) wrong.push(`${table} is found`);
        if ((await change([ABOVE, BESIDE], BELOW)) !== 1) wrong.push(`${table} is not one’s own`);
      }
      expect(wrong).toEqual([]);
      expect(tried).toEqual(await writable('update'));
    });

    /** Tables of one union that the application may write, as the catalogue tells it: those that a test must have tried. */
    const writable = async (privilege: string): Promise<string[]> => {
      const names = new Set(ofOneUnion().map(({ table }) => table));
      const rows = await db.owner.query<{ name: string }[]>(WRITABLE, [role, privilege]);
      expect(rows.length).toBeGreaterThan(0);
      return rows.map(({ name }) => name).filter((name) => names.has(name));
    };
  });
}

const NAME_A_UNION = `
select distinct c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
  and a.attname ~ '^successor_id$|(^|_)unions?(_ids?)?$' and c.relname <> '${UNION_TREE}' and format_type(a.atttypid, null) in ('uuid','uuid[]') order by 1`;

const WRITABLE = `
select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity
  and has_any_column_privilege($1, oid, $2) order by relname`;

const UPDATABLE = `
select a.attname as name from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped
  and has_column_privilege($2, a.attrelid, a.attnum, 'update') order by a.attnum limit 1`;
