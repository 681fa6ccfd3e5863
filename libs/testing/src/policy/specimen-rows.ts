import { newId } from '@nuan/kernel';

/** A connection as the server's administrator, on which triggers and foreign keys can be put to sleep. */
export interface Administrator {
  query<R extends object>(sql: string, values?: readonly unknown[]): Promise<{ readonly rows: R[] }>;
}

/** What a test says of specimens where a plain value won't do: `'worker.disability_sealed'`. */
export type SpecimenValues = Readonly<Record<string, unknown>>;

/** The id of a row by the name of its type; of the row that the specimens hang on. */
export type Seeds = ReadonlyMap<string, string>;

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly defaulted: boolean;
  /** Allowed texts, from the column's check constraint. */
  readonly allowed: string | null;
  /** Table that a foreign key names. */
  readonly target: string | null;
}

/** Tables of the machinery, which hold no row of a type. */
const MACHINERY = /^(schema_migration|bulk_load|idempotency|feed_|applied_|rollup_|derived_|audit|change|disclosure)/;

const COLUMNS = `
  select t.relname as "table", a.attname as name, format_type(a.atttypid, null) as type, not a.attnotnull as nullable,
    a.atthasdef or a.attgenerated <> '' or a.attidentity <> '' as defaulted,
    (select substring(pg_get_constraintdef(c.oid) from '''([A-Z][A-Z0-9_]*)''') from pg_constraint c
      where c.conrelid = t.oid and c.contype = 'c' and c.conkey = array[a.attnum] limit 1) as allowed,
    (select f.confrelid::regclass::text from pg_constraint f
      where f.conrelid = t.oid and f.contype = 'f' and f.conkey[1] = a.attnum limit 1) as target
  from pg_class t join pg_attribute a on a.attrelid = t.oid
  where t.relnamespace = 'public'::regnamespace and t.relkind = 'r' and a.attnum > 0 and not a.attisdropped
  order by t.relname, a.attnum`;

/**
 * Gives every empty table of a throwaway database one row, so that a walk over the schema meets a row of every type. The rows hang
 * together by their keys and are of the given county; the rules of the domain aren't asked.
 *
 * @returns ids by which the rows are found.
 */
export async function fillEmptyTables(
  admin: Administrator,
  regionCode: string,
  values: SpecimenValues = {},
): Promise<Seeds> {
  await admin.query(`set session_replication_role = replica`);
  const { rows: columns } = await admin.query<Column>(COLUMNS);
  const tables = [...new Set(columns.map(({ table }) => table))].filter((table) => !MACHINERY.test(table));
  const empty = new Set<string>();
  for (const table of tables) if (await isEmpty(admin, table)) empty.add(table);
  // A row is made after those that it names; what names each other in a circle comes last, without the key.
  for (let pass = 0; pass < 6 && empty.size > 0; pass += 1) {
    for (const table of [...empty]) {
      const own = columns.filter((column) => column.table === table);
      if (pass < 5 && own.some(({ target }) => target !== null && target !== table && empty.has(target))) continue;
      await insertSpecimen(admin, table, own, { regionCode, values, tables: new Set(tables) });
      empty.delete(table);
    }
  }
  return seedsOf(admin, tables);
}

/** Of each table the first row, named as its type is; a projection stands for the type that it is of. */
async function seedsOf(admin: Administrator, tables: readonly string[]): Promise<Seeds> {
  const seeds = new Map<string, string>();
  for (const table of tables) {
    const id = await keyOf(admin, table, true);
    const noun = table.replace(/_projection$/, '');
    const type = noun.replace(/(^|_)(\w)/g, (_match, _blank, letter: string) => letter.toUpperCase());
    if (typeof id === 'string' && (noun === table || !seeds.has(type))) seeds.set(type, id);
  }
  return seeds;
}

async function isEmpty(admin: Administrator, table: string): Promise<boolean> {
  return (await admin.query(`select 1 from ${table} limit 1`)).rows.length === 0;
}

interface Specimen {
  readonly regionCode: string;
  readonly values: SpecimenValues;
  readonly tables: ReadonlySet<string>;
}

async function insertSpecimen(
  admin: Administrator,
  table: string,
  columns: readonly Column[],
  specimen: Specimen,
): Promise<void> {
  const { rows: checks } = await admin.query<{ name: string }>(
    `select conname as name from pg_constraint where conrelid = $1::regclass and contype = 'c'`,
    [table],
  );
  for (const { name } of checks) await admin.query(`alter table ${table} drop constraint "${name}"`);
  const named: string[] = [];
  const given: unknown[] = [];
  for (const column of columns) {
    const value = await valueOf(admin, column, specimen);
    if (value === undefined) continue;
    named.push(column.name);
    given.push(value);
  }
  const places = named.map((_name, index) => `$${index + 1}`);
  const row = named.length === 0 ? 'default values' : `(${named.join(', ')}) values (${places.join(', ')})`;
  await admin.query(`insert into ${table} ${row}`, given);
}

const PLAIN: Readonly<Record<string, unknown>> = {
  text: 'specimen',
  'character varying': 'specimen',
  boolean: true,
  integer: 1,
  smallint: 1,
  bigint: 100,
  numeric: 1,
  'double precision': 1,
  date: '2017-01-03',
  'timestamp with time zone': '2017-01-03T09:00:00+08:00',
  'time without time zone': '08:00',
  jsonb: '[]',
  'text[]': [],
  'uuid[]': [],
  'integer[]': [],
  bytea: Buffer.alloc(1),
};

async function valueOf(
  admin: Administrator,
  column: Column,
  { regionCode, values, tables }: Specimen,
): Promise<unknown> {
  const { table, name, type, nullable, defaulted, allowed, target } = column;
  const stated = values[`${table}.${name}`];
  if (stated !== undefined) return stated;
  if (/region_code$/.test(name) || name === 'region') return regionCode;
  if (type === 'uuid' && name !== 'id') return keyOf(admin, target ?? tableNamed(name, tables), nullable);
  if (defaulted || nullable) return undefined;
  if (type === 'uuid') return newId();
  return allowed ?? PLAIN[type];
}

function tableNamed(column: string, tables: ReadonlySet<string>): string | null {
  const noun = column.replace(/_id$/, '');
  return [noun, `${noun}_projection`].find((table) => tables.has(table)) ?? null;
}

/** The key of the first row of a table. */
async function keyOf(admin: Administrator, table: string | null, nullable: boolean): Promise<unknown> {
  if (table === null) return nullable ? undefined : newId();
  const { rows } = await admin.query<{ id?: string }>(`select * from ${table} order by 1 limit 1`);
  return rows[0]?.id ?? (nullable ? undefined : newId());
}
