import type { Action } from '@nuan/auth';
import { ForbiddenError, InvalidInputError } from '@nuan/errors';
import { type GraphQLSchema, parse, visit } from 'graphql';

import type { Caller, SubgraphContext } from './context';
import { MAX_TOKENS } from './limits';

/** A root field of the federation's machinery, which widens what a subgraph answers, and the right that opens it. */
interface Machinery {
  readonly field: string;
  readonly right: Action;
  readonly isOpenTo: (caller: Caller) => boolean;
}

const MACHINERY: readonly Machinery[] = [
  { field: '_entities', right: 'entities:read', isOpenTo: ({ entityLimit }) => entityLimit > 0 },
  { field: '_service', right: 'schema:read', isOpenTo: ({ readsSdl }) => readsSdl },
];

/** A name can't be written otherwise in a document, so a text without them asks for none of it. */
const MENTIONED = /_(entities|service)\b/;

/**
 * The refusal of a document that asks, anywhere in it and under whatever alias, for machinery that isn't open to its caller;
 * null when it asks for none. Made before validation, so that it is the same whatever else the document holds, no resolver runs,
 * and it teaches nothing of the schema. What can't be parsed asks for nothing.
 */
export function machineryRefusal(query: unknown, caller: Caller): ForbiddenError | null {
  if (typeof query !== 'string' || !MENTIONED.test(query)) return null;
  const asked = fieldsOf(query);
  const closed = MACHINERY.find(({ field, isOpenTo }) => asked.has(field) && !isOpenTo(caller));
  return closed ? refusal(closed) : null;
}

/** Guards the machinery of a schema where it is resolved too, for whoever executes it without the HTTP face. */
export function guardMachinery(schema: GraphQLSchema): void {
  for (const machinery of MACHINERY) {
    const field = schema.getQueryType()?.getFields()[machinery.field];
    const resolve = field?.resolve;
    if (!field || !resolve) continue;
    field.resolve = (source, args: { representations?: readonly unknown[] }, context: SubgraphContext, info) => {
      const { caller } = context;
      if (!machinery.isOpenTo(caller)) throw refusal(machinery);
      assertFewKeys(args.representations ?? [], caller);
      return resolve(source, args, context, info);
    };
  }
}

function refusal({ right }: Machinery): ForbiddenError {
  return new ForbiddenError(right, 'Only the gateway may ask for this, or a token whose scope names the right.');
}

/** Refuses more keys than the caller may send, before any is resolved. */
function assertFewKeys(keys: readonly unknown[], { entityLimit }: Caller): void {
  if (keys.length <= entityLimit) return;
  throw new InvalidInputError('representations', 'max-representations', `At most ${entityLimit} keys per request.`, {
    max: entityLimit,
  });
}

function fieldsOf(query: string): ReadonlySet<string> {
  const names = new Set<string>();
  try {
    const document = parse(query, { noLocation: true, maxTokens: MAX_TOKENS });
    visit(document, { Field: ({ name }) => void names.add(name.value) });
  } catch {
    return names;
  }
  return names;
}
