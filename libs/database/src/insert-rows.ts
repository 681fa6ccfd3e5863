import { SqlParams } from './sql-params';

/** What runs statements: a transaction, a connection. */
interface Statements {
  query<T>(sql: string, params: readonly unknown[]): Promise<T>;
}

/** Rows of one table that are inserted together. */
export interface NewRows {
  readonly table: string;
  /** Values by column, the same columns in each; `id` among them. At most some hundreds: the protocol counts the values in 16 bits. */
  readonly rows: readonly (Readonly<Record<string, unknown>> & { readonly id: string })[];
  /** Such as `on conflict (code) do nothing`, for rows that another writer may have made before. */
  readonly onConflict?: string;
}

/** Inserts rows in one statement; the ids of those that were inserted. */
export async function insertRows(tx: Statements, { table, rows, onConflict = '' }: NewRows): Promise<Set<string>> {
  const [first] = rows;
  if (first === undefined) return new Set();
  const columns = Object.keys(first);
  const params = new SqlParams();
  const values = rows.map((row) => `(${columns.map((column) => params.add(row[column])).join(', ')})`);
  const sql = `insert into ${table} (${columns.join(', ')}) values ${values.join(', ')} ${onConflict} returning id`;
  const made = await tx.query<{ readonly id: string }[]>(sql, params.values);
  return new Set(made.map(({ id }) => id));
}
