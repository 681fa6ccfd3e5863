import { SqlParams } from '@nuan/database';
import { InvalidInputError } from '@nuan/errors';
import { isUuid } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import type { PageInfo, PageSource } from './connection';
import { type CursorPosition, decodeCursor, encodeCursor, listDigest } from './cursor';
import type { ListOptions, ListRead, ListRequest } from './options';
import type { SortKey } from './order';

/** One compiled request of a list. */
export interface ListQuery<T> {
  readonly list: ListOptions<string, string>;
  readonly keys: readonly SortKey[];
  readonly conditions: readonly string[];
  readonly params: SqlParams;
  readonly request: ListRequest;
  readonly read: ListRead<T>;
}

type Row = Record<string, unknown>;

/** Reads one page and one row beyond it, in one statement. */
export async function readPage<T>(
  db: Pick<DataSource, 'query'>,
  query: ListQuery<T>,
): ReturnType<PageSource<T>['page']> {
  const { list, keys, request, read } = query;
  const first = request.first ?? 20;
  const digest = listDigest([
    list.name,
    keys.map((key) => [key.name, key.direction]),
    query.conditions,
    query.params.values,
  ]);
  const params = new SqlParams(query.params.values);
  const conditions = [...query.conditions];
  if (request.after)
    conditions.push(afterCondition(list.id, keys, decodeCursor(request.after, digest, keys.length), params));
  const sql = `select ${[read.select].flat().join(', ')}, ${list.id}::text as page_id, ${keys.map((key, index) => `(${key.sql})::text as page_key_${index}`).join(', ')}
    from ${list.from}${whereClause(conditions)}
    order by ${keys.map((key) => `${key.sql} ${key.direction}`).join(', ')}, ${list.id} ${tieDirection(keys)}
    limit ${params.add(first + 1)}`;
  const rows = await db.query<Row[]>(sql, params.values).catch((error: unknown) => {
    throw request.after && isUnreadableValue(error)
      ? new InvalidInputError('after', 'INVALID_CURSOR', 'The cursor is malformed.')
      : error;
  });
  const edges = rows.slice(0, first).map((row) => ({
    cursor: encodeCursor(digest, {
      id: String(row['page_id']),
      values: keys.map((_key, index) => String(row[`page_key_${index}`])),
    }),
    node: read.map(row),
  }));
  const pageInfo: PageInfo = {
    hasNextPage: rows.length > first,
    hasPreviousPage: Boolean(request.after),
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo };
}

/** Counts every row that the filter admits, in one statement. */
export async function countRows<T>(db: Pick<DataSource, 'query'>, query: ListQuery<T>): Promise<number> {
  const sql = `select count(*)::int as count from ${query.list.from}${whereClause(query.conditions)}`;
  const rows = await db.query<{ count: number }[]>(sql, query.params.values);
  return rows[0]?.count ?? 0;
}

function whereClause(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`;
}

function tieDirection(keys: readonly SortKey[]): 'asc' | 'desc' {
  return keys.at(-1)?.direction ?? 'asc';
}

/** Rows after a position: a row comparison when all keys run one way (one index range), else its expansion. */
function afterCondition(id: string, keys: readonly SortKey[], position: CursorPosition, params: SqlParams): string {
  if (!isUuid(position.id)) throw new InvalidInputError('after', 'INVALID_CURSOR', 'The cursor is malformed.');
  const columns = [...keys, { sql: id, type: 'uuid', direction: tieDirection(keys) }];
  const places = columns.map((column, index) => `${params.add(position.values[index] ?? position.id)}::${column.type}`);
  if (columns.every((column) => column.direction === columns[0]?.direction)) {
    const operator = columns[0]?.direction === 'desc' ? '<' : '>';
    return `(${columns.map((column) => column.sql).join(', ')}) ${operator} (${places.join(', ')})`;
  }
  const steps = columns.map((column, index) => {
    const equal = columns.slice(0, index).map((previous, at) => `${previous.sql} = ${places[at]}`);
    return `(${[...equal, `${column.sql} ${column.direction === 'desc' ? '<' : '>'} ${places[index]}`].join(' and ')})`;
  });
  return `(${steps.join(' or ')})`;
}

/** A tampered cursor may hold text that its column's type can't read: SQLSTATE class 22. */
function isUnreadableValue(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && code.startsWith('22');
}
