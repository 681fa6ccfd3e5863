import { InvalidInputError } from '@nuan/errors';
import { isLocalDate, isRegionCode, isUuid } from '@nuan/kernel';

import type { PageInfo } from './list/connection';
import { decodeCursor, encodeCursor, listDigest } from './list/cursor';

/** Which page of rows under a parent. */
export interface NestedRequest {
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** One page of rows under a parent, in the shape that a connection reads. */
export interface NestedPage<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: PageInfo;
}

/** What rows under a parent are sorted by: a day, an instant or a region code, and how a cursor's text is known to be one. */
export const NESTED_KEYS = { date: isLocalDate, timestamptz: isInstantText, text: isRegionCode } as const;

/** SQL type of the column that sorts rows under a parent. */
export type NestedKeyType = keyof typeof NESTED_KEYS;

/** Where a page starts: after the row of this key and id. */
export interface NestedPosition {
  readonly key: string;
  readonly id: string;
}

const digestOf = (name: string): string => listDigest([name, 'nested']);

/**
 * The position a cursor names; null from the beginning.
 *
 * @throws InvalidInputError (rule INVALID_CURSOR) when the cursor belongs to another list.
 */
export function positionAfter(
  name: string,
  keyType: NestedKeyType,
  after: string | null | undefined,
): NestedPosition | null {
  if (!after) return null;
  const { id, values } = decodeCursor(after, digestOf(name), 1);
  const [key = ''] = values;
  if (!NESTED_KEYS[keyType](key) || !isUuid(id))
    throw new InvalidInputError('after', 'INVALID_CURSOR', 'The cursor is malformed.');
  return { key, id };
}

/** A page of no rows. */
export function emptyPage<T>(request: NestedRequest): NestedPage<T> {
  const pageInfo = { hasNextPage: false, hasPreviousPage: Boolean(request.after), startCursor: null, endCursor: null };
  return { edges: [], pageInfo };
}

/** The page of rows read with one row to spare; each has its sort key as `page_key`. */
export function nestedPage<T extends { readonly id: string }>(
  name: string,
  rows: readonly Readonly<Record<string, unknown>>[],
  map: (row: Readonly<Record<string, unknown>>) => T,
  request: NestedRequest,
): NestedPage<T> {
  const edges = rows.slice(0, request.first).map((row) => {
    const node = map(row);
    return { cursor: encodeCursor(digestOf(name), { id: node.id, values: [String(row['page_key'])] }), node };
  });
  const pageInfo = {
    hasNextPage: rows.length > request.first,
    hasPreviousPage: Boolean(request.after),
    startCursor: edges.at(0)?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo };
}

/** Whether a text is an instant as PostgreSQL writes it, such as `2017-01-23 18:00:00.5+08`. */
function isInstantText(text: string): boolean {
  return (
    isLocalDate(text.slice(0, 10)) &&
    /^ ([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,6})?[+-]\d{2}(:[0-5]\d)?$/.test(text.slice(10))
  );
}
