import { type ExecutionRequest, getOperationASTFromRequest } from '@graphql-tools/utils';
import { print } from 'graphql';

import type { JsonObject } from '../execution/json';
import { toGraphQLError } from '../execution/public-error';
import type { SubgraphCaller } from '../execution/subgraph-call';
import type { RequestContext } from './request-context';

interface TransportOptions {
  readonly subgraphName: string;
}

/**
 * The runtime's own executor reaches subgraphs through our client too: the same deadlines, caps, headers and public words for
 * errors, whichever planner runs.
 */
export function subgraphTransport(call: SubgraphCaller) {
  return {
    getSubgraphExecutor:
      ({ subgraphName }: TransportOptions) =>
      async (request: ExecutionRequest) => {
        const { graphRequest } = request.context as RequestContext;
        const answer = await call({
          subgraph: subgraphName.toLowerCase(),
          query: print(request.document),
          variables: (request.variables ?? {}) as JsonObject,
          isMutation: getOperationASTFromRequest(request).operation === 'mutation',
          request: graphRequest,
        });
        if (answer.errors.length === 0) return { data: answer.data };
        return { data: answer.data, errors: answer.errors.map(toGraphQLError) };
      },
  };
}
