import { InvalidInputError } from '@nuan/errors';
import { isUuid } from '@nuan/kernel';

/**
 * A place in a feed. In the snapshot: which entity's rows come next, and after which id; `since` is the transaction from which
 * the log goes on afterwards. In the log: everything up to row `id` of transaction `xid` has been read.
 */
export type FeedPosition =
  | { readonly phase: 'SNAPSHOT'; readonly since: string; readonly entity: string; readonly afterId: string | null }
  | { readonly phase: 'LOG'; readonly xid: string; readonly id: string };

/** Before the first row of the log: where a consumer goes on whose rows came by the same bulk load as the owner's. */
export const LOG_START: FeedPosition = { phase: 'LOG', xid: '0', id: '0' };

/** A position as the text that callers keep and hand back; they needn't know what it says. */
export function encodePosition(position: FeedPosition): string {
  const parts =
    position.phase === 'LOG'
      ? ['l', position.xid, position.id]
      : ['s', position.since, position.entity, position.afterId ?? ''];
  return Buffer.from(parts.join(':')).toString('base64url');
}

/** @throws InvalidInputError when the text is no position of a feed. */
export function decodePosition(cursor: string): FeedPosition {
  const [kind, first = '', second = '', third = ''] = Buffer.from(cursor, 'base64url').toString().split(':');
  if (kind === 'l' && isCount(first) && isCount(second)) return { phase: 'LOG', xid: first, id: second };
  if (kind === 's' && isCount(first) && /^[A-Z][A-Za-z0-9]{0,63}$/.test(second) && (third === '' || isUuid(third)))
    return { phase: 'SNAPSHOT', since: first, entity: second, afterId: third || null };
  throw new InvalidInputError('after', 'CURSOR', 'This is no cursor of the change feed; start without one.');
}

/** A number that fits `xid8` and `bigint` alike. */
function isCount(text: string): boolean {
  return /^\d{1,19}$/.test(text) && BigInt(text) < 2n ** 63n;
}
