import type { ApolloServerPlugin } from '@apollo/server';
import { scopeCodes } from '@nuan/auth';
import type { Acts } from '@nuan/facts';
import { isUuid } from '@nuan/kernel';
import { getNamedType, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';

import type { SubgraphContext } from '../context';

/** Rows named in one act; an answer that showed more is several acts. */
const IDS_PER_ACT = 1_000;

/**
 * Puts whatever is read under an emergency access (应急授权) on record before it is answered, as acts `emergency.read` with the ids that the
 * answer shows. Reading in an emergency goes beyond one's regions, so here a plain list counts as a revealed value does. What can't be
 * put on record is not answered.
 */
export function emergencyReads(acts: Acts | null, schema: GraphQLSchema): ApolloServerPlugin<SubgraphContext> {
  return {
    requestDidStart: async ({ contextValue: { viewer } }) => {
      if (acts === null || viewer.credential?.emergencyId == null) return;
      return {
        willSendResponse: async ({ request, response, operation }) => {
          if (!operation || response.body.kind !== 'single' || !response.body.singleResult.data) return;
          const ids = [...uuidsIn([response.body.singleResult.data, request.variables ?? {}])];
          for (let from = 0; from === 0 || from < ids.length; from += IDS_PER_ACT) {
            await acts.perform(viewer, 'emergency.read', async (tx) => {
              for (const code of scopeCodes(viewer).slice(0, 1)) tx.within(code);
              for (const kind of kindsOf(schema, operation)) tx.about(kind, ids.slice(from, from + IDS_PER_ACT));
              tx.note({ operation: request.operationName ?? null, fields: fieldsOf(operation), rows: ids.length });
            });
          }
        },
      };
    },
  };
}

/** Root fields that the operation asks for by name. */
function fieldsOf({ selectionSet }: OperationDefinitionNode): string[] {
  const names = selectionSet.selections.map((node) => (node.kind === Kind.FIELD ? node.name.value : '…'));
  return [...new Set(names)].sort();
}

/** Types that the root fields give. */
function kindsOf(schema: GraphQLSchema, operation: OperationDefinitionNode): string[] {
  const root = schema.getRootType(operation.operation)?.getFields() ?? {};
  return [...new Set(fieldsOf(operation).map((name) => (root[name] ? getNamedType(root[name].type).name : name)))];
}

/** Ids anywhere in a value: of what was shown, and of what was asked for by key. */
function uuidsIn(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value === 'string') {
    if (isUuid(value)) found.add(value.toLowerCase());
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) uuidsIn(part, found);
  }
  return found;
}
