import type { DataSource } from 'typeorm';

/** Column values of one row, by SQL name. */
export type Row = Readonly<Record<string, unknown>>;

/** Inserts one row, so that a test states only what matters; returns its `id`, empty for a table without one. */
export async function insertRow(db: Pick<DataSource, 'query'>, table: string, row: Row): Promise<string> {
  const columns = Object.keys(row);
  const places = columns.map((_column, index) => `$${index + 1}`);
  await db.query(`insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`, Object.values(row));
  return String(row['id'] ?? '');
}
