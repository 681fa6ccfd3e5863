import { randomBytes, randomInt } from 'node:crypto';

import { FaultError } from '@nuan/errors';
import { newId } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

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
select format('alter table %s disable trigger %I', t.tgrelid::regclass, t.tgname)
from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc f on f.oid = t.tgfoid
where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not t.tgisinternal and not f.proname = any($1)`;

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
 * The tables of a database without their rules, so that a row needs nothing but its key and a generated test of one rule needs no
 * fixture for each table. For a database that is the spec's own: the rules don't come back.
 */
export class BareTables {
  private constructor(private readonly keys: readonly KeyColumn[]) {}

  /**
   * Takes constraints, unique indexes, "not null" and triggers off every table.
   *
   * @param kept functions whose triggers stay: the rule that is tried.
   */
  static async of(owner: DataSource, kept: readonly string[] = []): Promise<BareTables> {
    const keys = await owner.query<KeyColumn[]>(KEYS);
    for (const { sql } of await owner.query<{ sql: string }[]>(RULES, [kept])) await owner.query(sql);
    return new BareTables(keys);
  }

  /** The key of a new row. */
  freshKey(table: string): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (const { column, type } of this.keys.filter((key) => key.table === table)) {
      const fresh = FRESH[type];
      if (!fresh) throw new FaultError(`no value is known for ${table}.${column} of type ${type}`);
      values[column] = fresh();
    }
    return values;
  }
}
