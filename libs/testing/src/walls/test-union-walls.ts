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
}

const HERE = '340102';

/** A county union, one below it, and one beside that. */
const [ABOVE, BELOW, BESIDE] = [newId(), newId(), newId()] as const;

/**
 * States as tests that every table behind the wall of regions is bounded by unions too, itself or by what it hangs on, or says why
 * not; and that two unions of one county don't see and don't write each other's rows. It runs on a database of its own.
 */
export function testUnionWalls({ definition, byRegion }: UnionWallTest): void {
  describe(`the unions of ${definition.name}`, () => {
    const db = useTestDatabase(definition);
    let tables: WalledTable[] = [];
    let specimens: Specimens;
    let app: DataSource;

    beforeAll(async () => {
      tables = await walledTables(db.owner, `nuan_${definition.name}_app`);
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

    it('refuse a new row of another union', async () => {
      const wrong: string[] = [];
      for (const table of bounded()) {
        if (!table.mayInsert || tellsOfMany(root(table))) continue;
        const values = await specimens.values(table.table, HERE, BESIDE);
        const places = Object.keys(values).map((_column, at) => `$${at + 1}`);
        const sql = `insert into ${table.table} (${Object.keys(values).join(', ')}) values (${places.join(', ')})`;
        const tried = runInScope(scope([ABOVE]), () => app.query(sql, Object.values(values)));
        if (!(await isDenied(tried))) wrong.push(table.table);
      }
      expect(wrong).toEqual([]);
    });

    it('refuse a change of what is seen and is another union’s to write', async () => {
      const wrong: string[] = [];
      for (const { table, union, mayUpdate } of tables) {
        const [column] = union?.columns ?? [];
        if (!mayUpdate || column === undefined) continue;
        const [changed] = await db.owner.query<{ name: string }[]>(UPDATABLE, [table, `nuan_${definition.name}_app`]);
        if (!changed) continue;
        const sql = `update ${table} set ${changed.name} = ${changed.name} where ${column} = '${BESIDE}'`;
        const change = (unions: string[], write: string[]) =>
          runInScope(scope(unions, write), () => app.query<[unknown, number]>(sql));
        if (!(await isDenied(change([ABOVE, BESIDE], [ABOVE])))) wrong.push(`${table} is changed`);
        if ((await change([ABOVE], [ABOVE]))[1] !== 0) wrong.push(`${table} is found`);
      }
      expect(wrong).toEqual([]);
    });
  });
}

const UPDATABLE = `
select a.attname as name from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped
  and has_column_privilege($2, a.attrelid, a.attnum, 'update') order by a.attnum limit 1`;
