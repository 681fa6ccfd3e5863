import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { GraphQLError, type GraphQLSchema } from 'graphql';

import { GATEWAY_CALLER, type SubgraphContext } from '../context';
import type { Admitted, CostControl } from './cost-control';

/**
 * Prices what is asked of a subgraph directly. Calls of the gateway are let through: it has priced the whole operation, of which
 * they are parts.
 */
export function costPlugin(control: CostControl, schema: GraphQLSchema): ApolloServerPlugin<SubgraphContext> {
  return {
    requestDidStart: async ({ contextValue }) => {
      if (contextValue.caller === GATEWAY_CALLER) return undefined;
      let admitted: Admitted | null = null;
      let isPriced = false;
      return {
        didResolveOperation: async ({ document, operationName, request }) => {
          isPriced = true;
          admitted = guarded(() =>
            control.admit(contextValue.viewer, schema, document, operationName, request.variables ?? {}),
          );
        },
        didEncounterErrors: async ({ request }) => {
          if (!isPriced) control.refused(contextValue.viewer, request.query?.length ?? 0);
        },
        willSendResponse: async ({ response }) => {
          if (!admitted || response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          singleResult.extensions = { ...singleResult.extensions, cost: admitted.report(singleResult.data) };
        },
      };
    },
  };
}

/** The server library wants headers of an error as a map of its own. */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { http, ...extensions } = error.extensions as { http?: { status: number; headers?: Record<string, string> } };
    const head = { status: http?.status ?? 400, headers: new HeaderMap(Object.entries(http?.headers ?? {})) };
    throw new GraphQLError(error.message, { extensions: { ...extensions, http: head as never } });
  }
}
