import type { DataSource } from 'typeorm';

import type { BareTables } from '../bare/bare-tables';

/** A kind of statement that changes rows. */
export type WriteKind = 'insert' | 'update' | 'delete';

/** A table that the application may write to, as the catalogue tells it. */
export interface WritableTable {
  readonly table: string;
  readonly granted: readonly WriteKind[];
  /** What was granted and doesn't owe an audit row. */
  readonly unmarked: readonly WriteKind[];
  /** A column that an update may name; null for a table that is only added to. */
  readonly changeable: string | null;
}

interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** One write that the application may send, and how to see whether it happened. */
export interface Write extends Statement {
  readonly kind: WriteKind;
  /** Makes the row that is changed; as the owner. */
  readonly before: Statement | null;
  /** What there is of the row, by its place: another version of it lies elsewhere. */
  readonly trace: Statement;
}

/** `before`, for each statement, on: 4 insert, 8 delete, 16 update. */
const TABLES = `
select c.relname as "table",
  array_remove(array[case when has_any_column_privilege($1, c.oid, 'insert') then 'insert' end,
    case when has_any_column_privilege($1, c.oid, 'update') then 'update' end,
    case when has_table_privilege($1, c.oid, 'delete') then 'delete' end], null) as granted,
  array(select kind from (values ('insert', 4), ('delete', 8), ('update', 16)) k (kind, bit) where exists (
    select from pg_trigger t join pg_proc f on f.oid = t.tgfoid
    where t.tgrelid = c.oid and f.proname = 'audit_due_mark' and t.tgenabled in ('O', 'A') and t.tgtype & k.bit <> 0
      and t.tgqual is null and t.tgattr = '')) as marked,
  (select min(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    and a.attgenerated = '' and a.attidentity = '' and has_column_privilege($1, c.oid, a.attnum, 'update')) as changeable
from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'schema_migration'
  and (has_any_column_privilege($1, c.oid, 'insert, update') or has_table_privilege($1, c.oid, 'delete'))
order by 1`;

/** Every table that this role was granted to change, with the kinds of statements that don't owe an audit row. */
export async function writableTables(owner: DataSource, role: string): Promise<WritableTable[]> {
  const rows = await owner.query<(Omit<WritableTable, 'unmarked'> & { readonly marked: readonly WriteKind[] })[]>(
    TABLES,
    [role],
  );
  return rows.map(({ marked, ...row }) => ({ ...row, unmarked: row.granted.filter((kind) => !marked.includes(kind)) }));
}

/** One write of each kind that was granted, on a row of its own with nothing but its key. */
export function writesTo({ table, granted, changeable }: WritableTable, bare: BareTables): Write[] {
  return granted.map((kind) => {
    const key = bare.freshKey(table);
    const columns = Object.keys(key);
    const values = Object.values(key);
    const insert = {
      sql: `insert into ${table} (${columns.join(', ')}) values (${columns.map((_column, at) => `$${at + 1}`).join(', ')})`,
      values,
    };
    const itself = columns.map((column, at) => `${column} = $${at + 1}`).join(' and ');
    const trace = { sql: `select ctid, xmin from ${table} where ${itself}`, values };
    if (kind === 'insert') return { kind, before: null, trace, ...insert };
    const sql =
      kind === 'update'
        ? `update ${table} set ${String(changeable)} = ${String(changeable)} where ${itself}`
        : `delete from ${table} where ${itself}`;
    return { kind, before: insert, trace, sql, values };
  });
}
