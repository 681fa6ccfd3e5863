import { newId } from '@nuan/kernel';

/** A connection as the server's administrator, on which triggers and foreign keys can be put to sleep. */
export interface Administrator {
  query<R extends object>(sql: string, values?: readonly unknown[]): Promise<{ readonly rows: R[] }>;
}

/** What a test says of specimens where a plain value won't do: `'worker.disability_sealed'`. */
export type SpecimenValues = Readonly<Record<string, unknown>>;

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
 * Gives every table of a throwaway database a row of each of the given regions that hangs on the other rows of it, unless there is one, so
 * that a walk over the schema meets a row of every type. The rules of the domain aren't asked.
 *
 * @returns the rows by which each region is asked for, by `Type.column`: ids, codes and whatever else finds a row.
 */
export async function rowsOfRegions<R extends string>(
  admin: Administrator,
  regionCodes: readonly R[],
  values: SpecimenValues = {},
): Promise<Readonly<Record<R, ReadonlyMap<string, string>>>> {
  await admin.query(`set session_replication_role = replica`);
  // Read before the first row is made, since a table that is given one loses its checks.
  const { rows: columns } = await admin.query<Column>(COLUMNS);
  const found: [R, ReadonlyMap<string, string>][] = [];
  for (const code of regionCodes) found.push([code, await rowsOfRegion(admin, columns, code, values)]);
  return Object.fromEntries(found) as Record<R, ReadonlyMap<string, string>>;
}

async function rowsOfRegion(
  admin: Administrator,
  columns: readonly Column[],
  regionCode: string,
  values: SpecimenValues,
): Promise<ReadonlyMap<string, string>> {
  const tables = [...new Set(columns.map(({ table }) => table))].filter((table) => !MACHINERY.test(table));
  const promised = new Map(tables.map((table) => [table, newId()]));
  const world: Specimen = { regionCode, values, tables: new Set(tables), rows: new Map(), promised };
  // A row is made after those that it names; what names each other in a circle comes last.
  let left = tables;
  for (let pass = 0; pass < 8 && left.length > 0; pass += 1) {
    for (const table of left) {
      const own = columns.filter((column) => column.table === table);
      const isWaiting = own.some(
        (column) => left.includes(targetOf(column, world) ?? '') && targetOf(column, world) !== table,
      );
      if (pass < 7 && isWaiting && !world.rows.has(table)) continue;
      world.rows.set(table, (await rowOf(admin, table, own, world)) ?? {});
    }
    left = left.filter((table) => !world.rows.has(table));
  }
  return namedRows(world);
}

/** The rows by the names of their types; a projection stands for the type that it is of. */
function namedRows({ rows }: Specimen): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const [table, row] of rows) {
    const noun = table.replace(/_projection$/, '');
    const type = noun.replace(/(^|_)(\w)/g, (_match, _blank, letter: string) => letter.toUpperCase());
    if (noun !== table && named.has(`${type}.id`)) continue;
    for (const [column, value] of Object.entries(row))
      if (typeof value === 'string') {
        const field = column.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());
        named.set(`${type}.${field}`, value);
      }
  }
  return named;
}

interface Specimen {
  readonly regionCode: string;
  readonly values: SpecimenValues;
  readonly tables: ReadonlySet<string>;
  /** The row of each table that the others hang on. */
  readonly rows: Map<string, Readonly<Record<string, unknown>>>;
  /** The id that a row gets if it is made: what names each other in a circle is named by it. */
  readonly promised: ReadonlyMap<string, string>;
}

/** The row of a table that is of the region and hangs on the rows that others hang on; made where there is none. */
async function rowOf(
  admin: Administrator,
  table: string,
  columns: readonly Column[],
  world: Specimen,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const wanted = columns.flatMap((column): [string, unknown][] => {
    if (isRegion(column)) return [[column.name, world.regionCode]];
    const target = targetOf(column, world);
    const id = target === null || target === table ? undefined : world.rows.get(target)?.['id'];
    return id === undefined ? [] : [[column.name, id]];
  });
  const where = wanted.map(([name], index) => `${name} = $${index + 1}`).join(' and ');
  const given = wanted.map(([, value]) => value);
  const [found] = await select(admin, table, where, given);
  if (found) return found;
  const made = await insertSpecimen(admin, table, columns, world);
  if (made) return made;
  const [region] = columns.filter(isRegion);
  const near = region ? await select(admin, table, `${region.name} = $1`, [world.regionCode]) : [];
  return near[0] ?? (await select(admin, table, '', []))[0];
}

async function select(
  admin: Administrator,
  table: string,
  where: string,
  given: readonly unknown[],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const condition = where === '' ? '' : `where ${where}`;
  return (await admin.query<Record<string, unknown>>(`select * from ${table} ${condition} order by 1 limit 1`, given))
    .rows;
}

async function insertSpecimen(
  admin: Administrator,
  table: string,
  columns: readonly Column[],
  world: Specimen,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const { rows: checks } = await admin.query<{ name: string }>(
    `select conname as name from pg_constraint where conrelid = $1::regclass and contype = 'c'`,
    [table],
  );
  for (const { name } of checks) await admin.query(`alter table ${table} drop constraint "${name}"`);
  const named: string[] = [];
  const given: unknown[] = [];
  for (const column of columns) {
    const value = valueOf(column, world);
    if (value === undefined) continue;
    named.push(column.name);
    given.push(value);
  }
  const places = named.map((_name, index) => `$${index + 1}`);
  const row = named.length === 0 ? 'default values' : `(${named.join(', ')}) values (${places.join(', ')})`;
  const { rows } = await admin.query<Record<string, unknown>>(
    `insert into ${table} ${row} on conflict do nothing returning *`,
    given,
  );
  return rows[0];
}

function isRegion({ name }: Column): boolean {
  return /region_code$/.test(name) || name === 'region';
}

/** The table that a column names a row of, by its key or by its name. */
function targetOf({ target, name, type }: Column, { tables }: Specimen): string | null {
  if (type !== 'uuid' || name === 'id') return target;
  return target ?? tableNamed(name, tables);
}

/** Columns that name a row of another table than their name says. */
const HEADS: Readonly<Record<string, string>> = { head_id: 'worker', person_id: 'worker' };

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

function valueOf(column: Column, world: Specimen): unknown {
  const { table, name, type, nullable, defaulted, allowed } = column;
  const stated = world.values[`${table}.${name}`];
  if (stated !== undefined) return stated;
  if (isRegion(column)) return world.regionCode;
  if (type === 'uuid' && name !== 'id') {
    const target = targetOf(column, world);
    const id = target === null || target === table ? undefined : world.rows.get(target)?.['id'];
    return id ?? (nullable ? undefined : (world.promised.get(target ?? '') ?? newId()));
  }
  if (defaulted || nullable) return undefined;
  if (type === 'uuid') return world.promised.get(table) ?? newId();
  if (type.endsWith('[]')) return allowed === null ? [] : [allowed];
  return allowed ?? (type === 'text' ? `specimen ${world.regionCode}` : PLAIN[type]);
}

function tableNamed(column: string, tables: ReadonlySet<string>): string | null {
  const noun = HEADS[column] ?? column.replace(/_id$/, '');
  return [noun, `${noun}_projection`].find((table) => tables.has(table)) ?? null;
}

/** Where each row of the database belongs, by its id. */
export async function regionsOfRows(admin: Administrator): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows: tables } = await admin.query<{ name: string; region: string }>(
    `select t.relname as name, r.attname as region from pg_class t
       join pg_attribute i on i.attrelid = t.oid and i.attname = 'id' and i.atttypid = 'uuid'::regtype
       join pg_attribute r on r.attrelid = t.oid and r.attname in ('region_code', 'from_region_code', 'to_region_code') and not r.attisdropped
      where t.relnamespace = 'public'::regnamespace and t.relkind = 'r'`,
  );
  const regions = new Map<string, string[]>();
  for (const { name, region } of tables) {
    const { rows } = await admin.query<{ id: string; code: string }>(
      `select id, ${region} as code from ${name} where ${region} is not null`,
    );
    for (const { id, code } of rows) {
      const known = regions.get(id);
      if (!known) regions.set(id, [code]);
      else if (!known.includes(code)) known.push(code);
    }
  }
  return regions;
}
