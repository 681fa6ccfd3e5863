import { createHash } from 'node:crypto';

import { InvalidInputError } from '@nuan/errors';

/** A position in a list: the sort values of a row and its id, as text. */
export interface CursorPosition {
  readonly values: readonly string[];
  readonly id: string;
}

/** Short fingerprint of what a cursor belongs to: a cursor of another filter, order or viewer's scope is refused. */
export function listDigest(parts: readonly unknown[]): string {
  const text = JSON.stringify(parts, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
  return createHash('sha256').update(text).digest('base64url').slice(0, 10);
}

/** The opaque cursor of a position. */
export function encodeCursor(digest: string, position: CursorPosition): string {
  return Buffer.from(JSON.stringify([digest, position.id, ...position.values]), 'utf8').toString('base64url');
}

/**
 * The position that a cursor names.
 *
 * @throws InvalidInputError (rule INVALID_CURSOR) when the cursor is malformed or belongs to another list, filter or order.
 */
export function decodeCursor(cursor: string, digest: string, sortKeys: number): CursorPosition {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw invalidCursor();
  }
  if (!Array.isArray(parts) || parts.length !== sortKeys + 2 || !parts.every((part) => typeof part === 'string'))
    throw invalidCursor();
  const [ownDigest, id, ...values] = parts as string[];
  if (ownDigest !== digest || id === undefined) throw invalidCursor();
  return { id, values };
}

function invalidCursor(): InvalidInputError {
  return new InvalidInputError(
    'after',
    'INVALID_CURSOR',
    'The cursor does not belong to this list; start again without `after`.',
  );
}
