import type { DataSource } from 'typeorm';
import type { SampleDatabase } from '../../tools/sample-data/src';

/** The five databases, as their owners. */
export type Databases = Readonly<Record<SampleDatabase, DataSource>>;

/** What JSON has at a place of an answer, for stories that compare objects as a whole. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Rows of a statement, typed by the story that wrote it. */
export const rowsOf = <Row>(db: DataSource, sql: string, params: unknown[] = []): Promise<Row[]> =>
  db.query<Row[]>(sql, params);

/** The only row of a statement. */
export async function rowOf<Row>(db: DataSource, sql: string, params: unknown[] = []): Promise<Row> {
  const [row] = await rowsOf<Row>(db, sql, params);
  if (row === undefined) throw new Error(`no row: ${sql}`);
  return row;
}

/** Rows by a column, to join what stands in two databases. */
export const keyedBy = <Row, Key extends keyof Row>(rows: readonly Row[], key: Key): ReadonlyMap<Row[Key], Row> =>
  new Map(rows.map((row) => [row[key], row]));

/** How often each key occurs. */
export function tallyOf<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

/** SQL for an amount of fen as the wire writes it. */
export const yuanSql = (fen: string): string => `(coalesce(${fen}, 0)::numeric / 100)::numeric(20, 2)::text`;
