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
        const { graphRequest, lostCalls } = request.context as RequestContext;
        const query = print(request.document);
        const answer = await call({
          subgraph: subgraphName.toLowerCase(),
          query,
          variables: (request.variables ?? {}) as JsonObject,
          isMutation: getOperationASTFromRequest(request).operation === 'mutation',
          request: graphRequest,
        });
        if (answer.errors.length === 0) return { data: answer.data };
        if (answer.data === null) lostCalls.push(...answer.errors.map((refusal) => ({ refusal, query })));
        return { data: answer.data, errors: answer.errors.map(toGraphQLError) };
      },
  };
}
