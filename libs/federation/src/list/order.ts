import type { Viewer } from '@nuan/auth';
import { InvalidInputError } from '@nuan/errors';

import { assertMayAsk } from '../policy/asking';
import type { ListOptions, OrderInput } from './options';

/** A resolved sort key. */
export interface SortKey {
  readonly name: string;
  readonly sql: string;
  readonly type: string;
  readonly direction: 'asc' | 'desc';
}

/** Most sort keys of one request. */
const MAX_SORT_KEYS = 4;

/**
 * The sort keys of a request, or the list's own; a repeated key is refused.
 *
 * @throws ForbiddenError when the viewer may not see what it sorts by.
 */
export function orderKeys(
  options: ListOptions<string, string>,
  viewer: Viewer,
  orderBy: readonly OrderInput[] | null | undefined,
): readonly SortKey[] {
  const asked = orderBy?.length
    ? orderBy.map((key) => [key.field, key.direction ?? 'ASC'] as const)
    : options.defaultOrder;
  if (asked.length > MAX_SORT_KEYS || new Set(asked.map(([name]) => name)).size !== asked.length) {
    throw new InvalidInputError('orderBy', 'distinct-keys', `Give at most ${MAX_SORT_KEYS} sort keys, each once.`, {
      max: MAX_SORT_KEYS,
    });
  }
  return asked.map(([name, direction]) => {
    const key = options.order[name];
    if (!key) throw new InvalidInputError('orderBy', 'known-key', `Cannot sort by ${name}.`);
    assertMayAsk(viewer, key.access, `orderBy.${name}`);
    return { name, sql: key.sql, type: key.type, direction: direction === 'DESC' ? 'desc' : 'asc' };
  });
}
