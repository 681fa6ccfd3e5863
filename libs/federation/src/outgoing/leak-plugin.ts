import type { ApolloServerPlugin } from '@apollo/server';
import { localDateOf } from '@nuan/kernel';
import type { Logger } from '@nuan/telemetry';
import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

import type { SubgraphContext } from '../context';
import type { Policy } from '../policy/policy';
import { findLeak } from './leak-scan';

/**
 * Looks through every answer, its errors too, for ID numbers and bank cards before it leaves (出口检查): masks and rights should keep them in, and this is what
 * stands behind both. An answer that holds one is withheld whole and the fault is logged with its path, never with the number. Values
 * that an operation reveals on purpose, by the policy the result of one's own act and SENSITIVE, are let through.
 */
export function leakPlugin(policy: Partial<Policy> | undefined, logger: Logger): ApolloServerPlugin<SubgraphContext> {
  const revealing = revealingFields(policy);
  const revealed = new WeakMap<DocumentNode, ReadonlySet<string>>();
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ response, document, contextValue }) => {
        if (response.body.kind !== 'single' || !document) return;
        let skip = revealed.get(document);
        if (!skip) revealed.set(document, (skip = responseKeysOf(document, revealing)));
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

function revealingFields(policy: Partial<Policy> | undefined): ReadonlySet<string> {
  const roots = Object.entries({ ...policy?.queries, ...policy?.mutations });
  return new Set(
    roots.filter(([, [access, level]]) => access === 'OWN_ACT' && level === 'SENSITIVE').map(([name]) => name),
  );
}

/** Under which keys of the answer the given root fields come, aliases included. Each fragment is looked at once: a refused document comes here too. */
function responseKeysOf(document: DocumentNode, fields: ReadonlySet<string>): ReadonlySet<string> {
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
  for (const node of document.definitions) if (node.kind === Kind.OPERATION_DEFINITION) collect(node.selectionSet);
  return keys;
}
