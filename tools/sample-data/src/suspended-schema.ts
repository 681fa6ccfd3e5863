import type { Client } from 'pg';

interface NamedStatement {
  readonly drop: string;
  readonly create: string;
  readonly comment: string | null;
}

/** What was taken off the tables for the time of a load, in the order in which it was taken off. */
export interface SuspendedSchema {
  readonly tables: readonly string[];
  /** Tables whose wall stands before their owner too, which COPY can't pass. */
  readonly walled: readonly string[];
  readonly foreignKeys: readonly NamedStatement[];
  readonly constraints: readonly NamedStatement[];
  readonly indexes: readonly NamedStatement[];
}

const CONSTRAINTS = `
select c.contype, format('%I', c.conname) as name, c.conrelid::regclass::text as owner, pg_get_constraintdef(c.oid) as definition,
  obj_description(c.oid, 'pg_constraint') as comment
from pg_constraint c
where c.connamespace = current_schema()::regnamespace and c.contype in ('f', 'u', 'x') and c.conparentid = 0
order by c.conname`;

const INDEXES = `
select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition,
  obj_description(i.indexrelid, 'pg_class') as comment
from pg_index i
  join pg_class r on r.oid = i.indrelid
where r.relnamespace = current_schema()::regnamespace and r.relkind = 'r'
  and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
order by i.indexrelid::regclass::text`;

const TABLES = `
select format('%I', c.relname) as name from pg_class c
where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' order by c.relname`;

const WALLED = `
select format('%I', c.relname) as name from pg_class c
where c.relnamespace = current_schema()::regnamespace and c.relforcerowsecurity order by c.relname`;

interface ConstraintRow {
  readonly contype: string;
  readonly name: string;
  readonly owner: string;
  readonly definition: string;
  readonly comment: string | null;
}

const quoted = (text: string): string => `'${text.replace(/'/g, "''")}'`;

function constraint(row: ConstraintRow): NamedStatement {
  return {
    drop: `alter table ${row.owner} drop constraint ${row.name}`,
    create: `alter table ${row.owner} add constraint ${row.name} ${row.definition}`,
    comment:
      row.comment === null ? null : `comment on constraint ${row.name} on ${row.owner} is ${quoted(row.comment)}`,
  };
}

/**
 * Takes off foreign keys, unique constraints, secondary indexes, the owner's side of walls and the tables' own triggers, as their owner, inside the
 * caller's transaction: a load then pays for rows alone, and what is put back checks all of them at once. Primary keys stay:
 * ids arrive in order, which they take cheaply.
 */
export async function suspendSchema(client: Client): Promise<SuspendedSchema> {
  const tables = (await client.query<{ name: string }>(TABLES)).rows.map((row) => row.name);
  const rows = (await client.query<ConstraintRow>(CONSTRAINTS)).rows;
  const foreignKeys = rows.filter((row) => row.contype === 'f').map(constraint);
  const constraints = rows.filter((row) => row.contype !== 'f').map(constraint);
  for (const { drop } of [...foreignKeys, ...constraints]) await client.query(drop);
  const found = await client.query<{ name: string; definition: string; comment: string | null }>(INDEXES);
  const indexes = found.rows.map((row) => ({
    drop: `drop index ${row.name}`,
    create: row.definition,
    comment: row.comment === null ? null : `comment on index ${row.name} is ${quoted(row.comment)}`,
  }));
  for (const { drop } of indexes) await client.query(drop);
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`);
  const walled = (await client.query<{ name: string }>(WALLED)).rows.map((row) => row.name);
  for (const table of walled) await client.query(`alter table ${table} no force row level security`);
  return { tables, walled, foreignKeys, constraints, indexes };
}

/** Puts everything back as it was, names and comments included; a row that breaks a rule fails the load here. */
export async function resumeSchema(
  client: Client,
  suspended: SuspendedSchema,
  report: (done: number) => void,
): Promise<void> {
  const statements = [...suspended.indexes, ...suspended.constraints, ...suspended.foreignKeys];
  for (const [at, { create, comment }] of statements.entries()) {
    await client.query(create);
    if (comment !== null) await client.query(comment);
    report((at + 1) / statements.length);
  }
  for (const table of suspended.tables) await client.query(`alter table ${table} enable trigger user`);
  for (const table of suspended.walled) await client.query(`alter table ${table} force row level security`);
}
