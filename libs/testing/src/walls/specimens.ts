import { randomBytes, randomInt } from 'node:crypto';

import { FaultError } from '@nuan/errors';
import { newId } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import type { WalledTable } from './walled-tables';

interface KeyColumn {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

const RULES = `
select format('alter table %s drop constraint if exists %I cascade', conrelid::regclass, conname) as sql from pg_constraint
where connamespace = 'public'::regnamespace and contype in ('c','f','u','x') and conrelid <> 0
union all
select format('drop index %s', i.indexrelid::regclass) from pg_index i join pg_class c on c.oid = i.indrelid
where c.relnamespace = 'public'::regnamespace and i.indisunique and not i.indisprimary
  and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
union all
select format('alter table %s alter column %I drop not null', a.attrelid::regclass, a.attname)
from pg_attribute a join pg_class c on c.oid = a.attrelid
where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and a.attnotnull and not a.attisdropped
  and a.attidentity = '' and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any(i.indkey))
union all
select format('alter table %s disable trigger user', oid::regclass) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`;

const KEYS = `
select c.relname as "table", a.attname as "column", format_type(a.atttypid, null) as type
from pg_index i join pg_class c on c.oid = i.indrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
where c.relnamespace = 'public'::regnamespace and i.indisprimary and a.attidentity = ''`;

/** A value that no other row has. */
const FRESH: Readonly<Record<string, () => unknown>> = {
  uuid: () => newId(),
  text: () => randomBytes(6).toString('hex'),
  bytea: () => randomBytes(32),
  smallint: () => randomInt(1, 30_000),
  integer: () => randomInt(1, 2_000_000_000),
  bigint: () => randomInt(1, 2_000_000_000),
  date: () => `20${randomInt(10, 99)}-01-01`,
  'timestamp with time zone': () => new Date(randomInt(1, 2_000_000_000) * 1000),
  xid8: () => String(randomInt(1, 2_000_000_000)),
  boolean: () => true,
};

/**
 * A row in each walled table for each of two regions, of nothing but what the walls read: the other rules of this database, which
 * is the spec's own, are taken off, so that no table needs a fixture of its own.
 */
export class Specimens {
  private keys: readonly KeyColumn[] = [];
  private readonly rows = new Map<string, Readonly<Record<string, unknown>>>();

  constructor(
    private readonly owner: DataSource,
    private readonly tables: readonly WalledTable[],
  ) {}

  /** Takes the other rules off and makes the rows. */
  async make(regionCodes: readonly string[]): Promise<void> {
    this.keys = await this.owner.query<KeyColumn[]>(KEYS);
    for (const { sql } of await this.owner.query<{ sql: string }[]>(RULES)) await this.owner.query(sql);
    for (const { table } of this.tables) for (const code of regionCodes) await this.rowIn(table, code);
  }

  /** Columns of a new row that lies in this region: its key, its region or its parent. */
  async values(table: string, regionCode: string): Promise<Record<string, unknown>> {
    const walled = this.tables.find((known) => known.table === table);
    if (!walled) throw new FaultError(`${table} hangs on the wall of another and has none itself`);
    const values: Record<string, unknown> = {};
    for (const { column, type } of this.keys.filter((key) => key.table === table)) {
      const fresh = FRESH[type];
      if (!fresh) throw new FaultError(`no value is known for ${table}.${column} of type ${type}`);
      values[column] = fresh();
    }
    for (const column of walled.regions) values[column] = regionCode;
    const [parent] = walled.parents;
    if (parent) values[parent.column] = (await this.rowIn(parent.table, regionCode))[parent.key];
    return values;
  }

  /** The row of a table in this region, made when it isn't there yet. */
  private async rowIn(table: string, regionCode: string): Promise<Readonly<Record<string, unknown>>> {
    const known = this.rows.get(`${table} ${regionCode}`);
    if (known) return known;
    const values = await this.values(table, regionCode);
    const columns = Object.keys(values);
    const places = columns.map((_column, at) => `$${at + 1}`);
    await this.owner.query(
      `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`,
      Object.values(values),
    );
    this.rows.set(`${table} ${regionCode}`, values);
    return values;
  }
}
