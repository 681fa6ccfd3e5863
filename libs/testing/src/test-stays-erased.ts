import { isDeepStrictEqual } from 'node:util';

import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  chainsOf,
  columnRules,
  type DatabaseDefinition,
  dropStaysErased,
  type ErasedTable,
  staysErased,
} from '@nuan/database';
import { FaultError } from '@nuan/errors';
import type { QueryRunner } from 'typeorm';

import { BareTables } from './bare/bare-tables';
import { useTestDatabase } from './test-database';

type Row = Readonly<Record<string, unknown>>;

/** What a step writes into a column of its type. */
const WRITTEN: Readonly<Record<string, unknown>> = {
  text: '后来写的',
  bytea: Buffer.from('written later'),
  integer: 1_971,
};

const TYPES = `select attrelid::regclass::text || '.' || attname as name, format_type(atttypid, null) as type from pg_attribute
  where attnum > 0 and not attisdropped and attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)`;

/** The functions of these tables: the rule that is tried. */
const functionsOf = (tables: readonly ErasedTable[]): string[] => tables.map(({ table }) => `${table}_stays_erased`);

/**
 * States as tests that no later step fills again what was erased: every column that the policy calls ERASED is blank after an insert and after
 * an update of whatever value, by whichever row its person, file or application is named; and that rows of others keep what is written. It
 * runs on a database of its own.
 */
export function testStaysErased(definition: DatabaseDefinition, tables: readonly ErasedTable[]): void {
  describe(`what was erased in ${definition.name}`, () => {
    const db = useTestDatabase(definition);
    let bare: BareTables;
    const types = new Map<string, string>();

    beforeAll(async () => {
      for (const { name, type } of await db.owner.query<{ name: string; type: string }[]>(TYPES)) types.set(name, type);
      bare = await BareTables.of(db.owner, functionsOf(tables));
    }, 60_000);

    it('is every column that the policy calls so', () => {
      const promised = columnRules(definition.columns ?? {})
        .filter(({ fate }) => fate === 'ERASED')
        .map(({ table, column }) => `${table}.${column}`);
      const kept = tables.flatMap(({ table, columns }) => Object.keys(columns).map((column) => `${table}.${column}`));
      expect([...kept].sort()).toEqual([...promised].sort());
    });

    for (const table of tables)
      it(`stays blank in ${table.table}, whatever is written, and only there`, async () => {
        for (const erasedOn of ['2017-01-23', null])
          for (const chain of table.of === 'ITSELF' ? [null] : chainsOf(table)) {
            const row = { ...bare.freshKey(table.table) };
            if (chain === null) row['erased_on'] = erasedOn;
            else row[chain[0]?.column ?? ''] = await end(chain, erasedOn);
            const columns = Object.keys(table.columns);
            const written = samples(table);
            await insert(table.table, { ...row, ...written });
            const inserted = await filled(table, row, written);
            await update(table.table, row, written);
            const updated = await filled(table, row, written);
            expect({ inserted, updated }).toEqual(
              erasedOn === null ? { inserted: columns, updated: columns } : { inserted: [], updated: [] },
            );
          }
      });

    it('is blanked by the migration where a step had filled it, under a version of its own', async () => {
      const runner = db.owner.createQueryRunner();
      for (const table of tables) {
        await dropStaysErased(runner, table);
        const [chain] = chainsOf(table);
        const erased = chain
          ? { [chain[0]?.column ?? '']: await end(chain, '2017-01-23') }
          : { erased_on: '2017-01-23' };
        const row = { ...bare.freshKey(table.table), ...erased };
        const written = samples(table);
        await insert(table.table, { ...row, ...written });
        const before = await versionOf(table.table, row);
        await staysErased(runner, table);
        const after = await versionOf(table.table, row);
        expect({ table: table.table, filled: await filled(table, row, written), raised: after - before }).toEqual({
          ...{ table: table.table, filled: [], raised: before },
        });
        await staysAsItIs(runner, table, row);
      }
      await runner.release();
    });

    it('is blanked by the migration also where a step had filled one column alone', async () => {
      const runner = db.owner.createQueryRunner();
      for (const table of tables) {
        const rows = new Map<string, Row>();
        for (const column of await comparable(table)) rows.set(column, await blankRow(table));
        await dropStaysErased(runner, table);
        for (const [column, row] of rows) await update(table.table, row, { [column]: sample(table, column) });
        await staysErased(runner, table);
        const left: string[] = [];
        for (const [column, row] of rows) left.push(...(await filled(table, row, { [column]: sample(table, column) })));
        expect({ table: table.table, left }).toEqual({ table: table.table, left: [] });
      }
      await runner.release();
    });

    /** A row of somebody erased, whose columns are blank. */
    async function blankRow(table: ErasedTable): Promise<Row> {
      const [chain] = chainsOf(table);
      const named = chain ? { [chain[0]?.column ?? '']: await end(chain, '2017-01-23') } : { erased_on: '2017-01-23' };
      const row = { ...bare.freshKey(table.table), ...named };
      await insert(table.table, { ...row, ...samples(table) });
      return row;
    }

    /** Columns whose blank stays what it is when it is left again; a random one can't be told from what was written. */
    async function comparable(table: ErasedTable): Promise<string[]> {
      const row = await blankRow(table);
      const blanks = async (): Promise<Row> =>
        (await db.owner.query<Row[]>(`select * from ${table.table} where id = $1`, [row['id']]))[0] ?? {};
      const before = await blanks();
      await update(table.table, row, samples(table));
      const after = await blanks();
      return Object.keys(table.columns).filter((column) => isDeepStrictEqual(before[column], after[column]));
    }

    function samples(table: ErasedTable): Row {
      return Object.fromEntries(Object.keys(table.columns).map((column) => [column, sample(table, column)]));
    }

    /** The version of a row, which begins with 1; 0 for a table whose rows have none. */
    async function versionOf(table: string, row: Row): Promise<number> {
      const [found] = await db.owner.query<Row[]>(`select * from ${table} where id = $1`, [row['id']]);
      return Number(found?.['version'] ?? 0);
    }

    /** A second look finds nothing left to blank. */
    async function staysAsItIs(runner: QueryRunner, table: ErasedTable, row: Row): Promise<void> {
      const version = await versionOf(table.table, row);
      await dropStaysErased(runner, table);
      await staysErased(runner, table);
      expect(await versionOf(table.table, row)).toBe(version);
    }

    /** Makes the rows of a chain, the last erased on that day, and gives the id of the first. */
    async function end(chain: ReturnType<typeof chainsOf>[number], erasedOn: string | null): Promise<unknown> {
      let id: unknown = null;
      for (const [at, { table }] of [...chain.entries()].reverse()) {
        const next = chain[at + 1];
        const row = { ...bare.freshKey(table), ...(next ? { [next.column]: id } : { erased_on: erasedOn }) };
        await insert(table, row);
        id = (row as Row)['id'];
      }
      return id;
    }

    function sample({ table }: ErasedTable, column: string): unknown {
      const type = types.get(`${table}.${column}`) ?? '';
      if (!(type in WRITTEN)) throw new FaultError(`no value is known for ${table}.${column} of type ${type}`);
      return WRITTEN[type];
    }

    async function insert(table: string, row: Row): Promise<void> {
      const places = Object.keys(row).map((_column, at) => `$${at + 1}`);
      const columns = Object.keys(row).join(', ');
      await db.owner.query(`insert into ${table} (${columns}) values (${places.join(', ')})`, Object.values(row));
    }

    async function update(table: string, row: Row, written: Row): Promise<void> {
      const places = Object.keys(written).map((column, at) => `${column} = $${at + 2}`);
      await db.owner.query(`update ${table} set ${places.join(', ')} where id = $1`, [
        row['id'],
        ...Object.values(written),
      ]);
    }

    /** The columns that hold what was written. */
    async function filled({ table }: ErasedTable, row: Row, written: Row): Promise<string[]> {
      const [found] = await db.owner.query<Row[]>(`select * from ${table} where id = $1`, [row['id']]);
      const isSame = (column: string): boolean => {
        const value = found?.[column];
        return Buffer.isBuffer(value) ? value.equals(written[column] as Buffer) : value === written[column];
      };
      return Object.keys(written).filter(isSame);
    }
  });
}
