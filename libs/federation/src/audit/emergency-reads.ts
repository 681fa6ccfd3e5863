import type { ApolloServerPlugin } from '@apollo/server';
import { scopeCodes } from '@nuan/auth';
import type { Acts } from '@nuan/facts';
import { isUuid } from '@nuan/kernel';
import { getNamedType, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';

import type { SubgraphContext } from '../context';
import { isWatched, metBy, type MetRows } from './met-rows';

/** Rows named in one act; an answer that showed more is several acts. */
const IDS_PER_ACT = 1_000;

/**
 * Puts whatever is read under an emergency access (应急授权) on record before it is answered, as acts `emergency.read` with the ids of the rows
 * that it met, whether it selected them or not, and the regions whose figures it saw. Reading in an emergency goes beyond one's regions, so here
 * a plain list counts as a revealed value does. What can't be put on record is not answered.
 */
export function emergencyReads(acts: Acts | null, schema: GraphQLSchema): ApolloServerPlugin<SubgraphContext> {
  return {
    requestDidStart: async ({ contextValue: { viewer } }) => {
      if (acts === null || !isWatched(viewer)) return;
      return {
        willSendResponse: async ({ request, response, operation, contextValue }) => {
          if (!operation || response.body.kind !== 'single' || !response.body.singleResult.data) return;
          const shown = uuidsIn([response.body.singleResult.data, request.variables ?? {}]);
          const rows = rowsMet(metBy(contextValue), shown, kindsOf(schema, operation));
          const regions = [...metBy(contextValue).regions].sort();
          for (let from = 0; from === 0 || from < rows.length; from += IDS_PER_ACT) {
            await acts.perform(viewer, 'emergency.read', async (tx) => {
              for (const code of scopeCodes(viewer).slice(0, 1)) tx.within(code);
              for (const { kinds, id } of rows.slice(from, from + IDS_PER_ACT))
                for (const kind of kinds) tx.about(kind, id);
              const operationName = request.operationName ?? null;
              tx.note({ operation: operationName, fields: fieldsOf(operation), rows: rows.length, regions });
            });
          }
        },
      };
    },
  };
}

interface MetRow {
  readonly id: string;
  /** Its type, or where that isn't known the types that the operation asked for. */
  readonly kinds: readonly string[];
}

/** Every row that was met, once. */
function rowsMet({ ids, others }: MetRows, shown: ReadonlySet<string>, asked: readonly string[]): MetRow[] {
  const rows = new Map<string, MetRow>();
  for (const [kind, known] of ids) for (const id of known) rows.set(id, { id, kinds: [kind] });
  for (const id of [...others, ...shown]) if (!rows.has(id)) rows.set(id, { id, kinds: asked });
  return [...rows.values()];
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
