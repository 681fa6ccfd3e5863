import type { DataSource } from 'typeorm';

/** A table behind a wall, as the catalogue tells it. */
export interface WalledTable {
  readonly table: string;
  /** Columns of regions; none when parents decide. */
  readonly regions: readonly string[];
  /** Column of the table → the parent's table and key. */
  readonly parents: readonly { readonly column: string; readonly table: string; readonly key: string }[];
  /** How it is bounded by unions; null when only what it hangs on is. */
  readonly union: UnionBound | null;
  readonly mayInsert: boolean;
  readonly mayUpdate: boolean;
}

/** How a table is bounded by unions, as the catalogue tells it; of nothing when its rows tell of many. */
export interface UnionBound {
  readonly columns: readonly string[];
  readonly parents: WalledTable['parents'];
  /** Columns of the unions that bounded the writer. */
  readonly writers: readonly string[];
}

interface PolicyRow {
  readonly table: string;
  readonly condition: string;
  readonly unionCondition: string | null;
  readonly mayInsert: boolean;
  readonly mayUpdate: boolean;
}

const POLICIES = `
select p.tablename as "table", p.qual as condition,
  (select u.qual from pg_policies u where u.schemaname = p.schemaname and u.tablename = p.tablename and u.permissive = 'RESTRICTIVE'
    and u.cmd = 'SELECT' and $1 = any(u.roles)) as "unionCondition",
  has_any_column_privilege($1, c.oid, 'insert') as "mayInsert",
  has_any_column_privilege($1, c.oid, 'update') as "mayUpdate"
from pg_policies p join pg_class c on c.relname = p.tablename and c.relnamespace = 'public'::regnamespace
where p.schemaname = 'public' and p.cmd = 'SELECT' and p.permissive = 'PERMISSIVE' and $1 = any(p.roles) and c.relrowsecurity and c.relforcerowsecurity
order by p.tablename`;

const PARENT = /FROM (\w+) parent\s+WHERE \(parent\.(\w+) = \w+\.(\w+)\)/g;
const REGION = /\((\w+) ~~ ANY/g;
const UNION = /\((\w+) = ANY \(\(\s*SELECT union_sub_tree/g;
const WRITERS = /\((\w+) <@ \(\s*SELECT union_sub_tree/g;

/** The tables whose wall stands, for the owner too, by what their policies say. */
export async function walledTables(owner: DataSource, appRole: string): Promise<WalledTable[]> {
  const rows = await owner.query<PolicyRow[]>(POLICIES, [appRole]);
  return rows.map(({ condition, unionCondition, ...row }) => ({
    ...row,
    regions: columnsIn(condition, REGION),
    parents: parentsIn(condition),
    union: unionCondition === null ? null : boundIn(unionCondition),
  }));
}

function boundIn(condition: string): UnionBound {
  return {
    columns: columnsIn(condition, UNION),
    parents: parentsIn(condition),
    writers: columnsIn(condition, WRITERS),
  };
}

function columnsIn(condition: string, pattern: RegExp): string[] {
  return [...condition.matchAll(pattern)].map(([, column = '']) => column);
}

function parentsIn(condition: string): WalledTable['parents'] {
  return [...condition.matchAll(PARENT)].map(([, table = '', key = '', column = '']) => ({ column, table, key }));
}

/** Every table of the schema but the history of migrations. */
export async function allTables(owner: DataSource): Promise<string[]> {
  const rows = await owner.query<{ name: string }[]>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r','p') and relname <> 'schema_migration' order by 1`,
  );
  return rows.map(({ name }) => name);
}
