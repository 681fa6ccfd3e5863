import type { Fetcher, FetcherReturnType } from '@graphiql/toolkit';

import type { PlanNode } from './query-plan';

/** What one request told beside its data. */
export interface RequestFacts {
  readonly elapsedMs: number;
  readonly status: number;
  readonly plan: PlanNode | null;
}

/** What the fetcher reads at each request, and whom it tells. */
export interface FetcherOptions {
  readonly token: () => string;
  readonly wantsPlan: () => boolean;
  readonly onAnswer: (facts: RequestFacts) => void;
}

/** Sends operations to the GraphQL endpoint beside this page, wherever the page is served. */
export function createFetcher({ token, wantsPlan, onAnswer }: FetcherOptions): Fetcher {
  const endpoint = new URL('graphql', document.baseURI);
  return async (params): Promise<Awaited<FetcherReturnType>> => {
    const isIntrospection = params.operationName === 'IntrospectionQuery';
    const startedMs = performance.now();
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        authorization: `Bearer ${token()}`,
        ...(wantsPlan() && !isIntrospection ? { 'x-nuan-query-plan': '1' } : {}),
      },
      body: JSON.stringify(params),
    });
    const answer = (await response.json()) as { extensions?: { queryPlan?: { node?: PlanNode } } };
    if (!isIntrospection) {
      const elapsedMs = performance.now() - startedMs;
      onAnswer({ elapsedMs, status: response.status, plan: answer.extensions?.queryPlan?.node ?? null });
    }
    return answer as Awaited<FetcherReturnType>;
  };
}
