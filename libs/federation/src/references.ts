import { type Action, assertCan } from '@nuan/auth';
import { FaultError } from '@nuan/errors';
import { isUuid } from '@nuan/kernel';

import type { Batch, SubgraphContext } from './context';

/** How the entities of one type are resolved from the keys that a gateway hands us and that no query resolver has checked. */
export interface Reference {
  /** The right that the viewer must hold; absent for a type owned elsewhere, whose contributed fields assert for themselves. */
  readonly action?: Action;
  /** One batch per key field: index-aligned, null for what is unknown or outside the viewer's region. Empty for a stub. */
  readonly keys: { readonly [keyField: string]: Batch<string, object | null> };
}

/** A type we own: asserted, batched, in order; unknown keys and keys of other regions yield null without an error. */
export function reference(options: Reference): Reference {
  if (Object.keys(options.keys).length === 0)
    throw new FaultError('A reference needs at least one key; use stub() for a type owned elsewhere.');
  return options;
}

/** A type owned by another subgraph: the key itself is all we know, and our contributed fields do their own checks. */
export function stub(): Reference {
  return { keys: {} };
}

type Representation = { readonly __typename: string } & Record<string, unknown>;

/**
 * The reference resolver of one type, as the subgraph library expects it. A refusal is a rejection and never a throw, which
 * would cost every other key of the request its answer.
 */
export function resolveReference(typeName: string, entry: Reference) {
  const keyFields = Object.keys(entry.keys);
  const owned = async (representation: Representation, context: SubgraphContext): Promise<object | null> => {
    if (entry.action) assertCan(context.viewer, entry.action);
    for (const field of keyFields) {
      const key = representation[field];
      const batch = entry.keys[field];
      if (typeof key !== 'string' || !batch) continue;
      return field === 'id' && !isUuid(key) ? null : context.load(batch, key);
    }
    throw new FaultError(`${typeName} was asked for without any of its keys: ${keyFields.join(', ')}.`);
  };
  return keyFields.length === 0 ? foreignStub : owned;
}

/** The key itself; null for an id that can't be anybody's, before it reaches the SQL of a contributed field. */
function foreignStub(representation: Representation): object | null {
  const { id } = representation;
  return id !== undefined && !(typeof id === 'string' && isUuid(id)) ? null : { ...representation };
}
