import { InvalidInputError } from '@nuan/errors';
import { decodeCursor, encodeCursor, listDigest, type PageInfo } from '@nuan/federation';
import { isLocalDate, isUuid, type LocalDate } from '@nuan/kernel';

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

/** Where a page starts: after the row of this day and id. */
export interface DatedPosition {
  readonly on: LocalDate;
  readonly id: string;
}

const digestOf = (name: string): string => listDigest([name, 'nested']);

/**
 * The position a cursor names; null from the beginning.
 *
 * @throws InvalidInputError (rule INVALID_CURSOR) when the cursor belongs to another list.
 */
export function positionAfter(name: string, after: string | null | undefined): DatedPosition | null {
  if (!after) return null;
  const { id, values } = decodeCursor(after, digestOf(name), 1);
  const [on = ''] = values;
  if (!isLocalDate(on) || !isUuid(id))
    throw new InvalidInputError('after', 'INVALID_CURSOR', 'The cursor is malformed.');
  return { on, id };
}

/** A page of no rows. */
export function emptyPage<T>(request: NestedRequest): NestedPage<T> {
  const pageInfo = { hasNextPage: false, hasPreviousPage: Boolean(request.after), startCursor: null, endCursor: null };
  return { edges: [], pageInfo };
}

/** The page of rows read with one row to spare; each has its day as `page_key`. */
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
