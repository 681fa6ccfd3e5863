import type { ApolloServerPlugin } from '@apollo/server';
import type { Action } from '@nuan/auth';
import { localDateOf } from '@nuan/kernel';
import type { Logger } from '@nuan/telemetry';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

import type { SubgraphContext } from '../context';
import type { Policy } from '../policy/policy';
import { findLeak } from './leak-scan';

/**
 * Looks through every answer, its errors too, for ID numbers and bank cards before it leaves (出口检查): masks and rights should keep them in, and this is what
 * stands behind both. An answer that holds one is withheld whole and the fault is logged with its path, never with the number. Values
 * that an operation reveals on purpose, by the policy the SENSITIVE result of one's own act under a right to reveal, are let through.
 */
export function leakPlugin(policy: Partial<Policy> | undefined, logger: Logger): ApolloServerPlugin<SubgraphContext> {
  const revealing = revealingFields(policy);
  const revealed = new WeakMap<OperationDefinitionNode, ReadonlySet<string>>();
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ response, document, operation, contextValue }) => {
        if (response.body.kind !== 'single' || !document) return;
        // What a document would do if another of its operations ran lets nothing through.
        let skip = operation && revealed.get(operation);
        if (operation && !skip) revealed.set(operation, (skip = responseKeysOf(operation, document, revealing)));
        const { data, errors } = response.body.singleResult;
        const today = localDateOf(new Date());
        const leak = findLeak(data, today, skip) ?? findLeak({ errors }, today);
        if (!leak) return;
        const { requestId } = contextValue;
        logger.error({ requestId, leak }, 'an answer held a personal number and was withheld');
        response.http.status = 500;
        response.body.singleResult = {
          errors: [{ message: WITHHELD, extensions: { code: 'INTERNAL', requestId } }],
        };
      },
    }),
  };
}

const WITHHELD = 'Something failed on our side. Quote the request id when you report it.';

/** Rights whose use is itself on record, with its reason; an act that needs none of them reveals nothing, however sensitive its matter. */
const REVEALS: readonly Action[] = ['person:reveal', 'health:reveal', 'account:reveal', 'subject:export'];

function revealingFields(policy: Partial<Policy> | undefined): ReadonlySet<string> {
  const roots = Object.entries({ ...policy?.queries, ...policy?.mutations });
  const isRevealing = ([, [access, level, ...rights]]: (typeof roots)[number]): boolean =>
    access === 'OWN_ACT' && level === 'SENSITIVE' && rights.some((right) => REVEALS.includes(right));
  return new Set(roots.filter(isRevealing).map(([name]) => name));
}

/** Under which keys of the answer the given root fields come, aliases included. Each fragment is looked at once: a refused document comes here too. */
function responseKeysOf(
  operation: OperationDefinitionNode,
  document: DocumentNode,
  fields: ReadonlySet<string>,
): ReadonlySet<string> {
  const keys = new Set<string>();
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const collect = (selectionSet: SelectionSetNode | undefined): void => {
    for (const node of selectionSet?.selections ?? []) {
      if (node.kind === Kind.INLINE_FRAGMENT) collect(node.selectionSet);
      else if (node.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(node.name.value);
        fragments.delete(node.name.value);
        collect(fragment?.selectionSet);
      } else if (fields.has(node.name.value)) keys.add(node.alias?.value ?? node.name.value);
    }
  };
  collect(operation.selectionSet);
  return keys;
}
