import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';

import { type SpecimenSupergraph, startSpecimenSupergraph } from '../../specimens/specimen.supergraph';
import { runtimeSettings } from './hive.runtime';
import { PLANNED_LIMITS } from './limits.plugin';

describe('GraphQL over HTTP', () => {
  let graph: SpecimenSupergraph;
  beforeAll(async () => void (graph = await startSpecimenSupergraph()));
  afterAll(() => graph.stop());

  it('passes every audit of the specification with a deliberate client', async () => {
    const audits = serverAudits({
      url: () => `${graph.url}/graphql`,
      fetchFn: (url: string, init: RequestInit) => {
        const headers = new Headers(init?.headers);
        headers.set('authorization', `Bearer ${graph.token}`);
        headers.set('apollo-require-preflight', '1');
        return fetch(url, { ...init, headers });
      },
    });
    const failures: string[] = [];
    for (const audit of audits) {
      const result = await audit.fn();
      if (result.status !== 'ok') failures.push(`${result.status} ${audit.id} ${audit.name}: ${result.reason}`);
      if (result.status !== 'ok') await result.response.body?.cancel().catch(() => undefined);
    }
    expect(failures).toEqual([]);
    expect(audits.length).toBeGreaterThan(50);
  });
});

describe('the settings of the runtime', () => {
  it('answer each unsafe default explicitly', () => {
    const {
      supergraph: _supergraph,
      transports: _transports,
      plugins: _plugins,
      maskedErrors: _masked,
      ...settings
    } = runtimeSettings({
      supergraph: '',
      handler: null,
      call: async () => ({ data: null, errors: [] }),
      limits: PLANNED_LIMITS,
      maxTokens: 1,
      cost: undefined as never,
      logger: undefined as never,
    });
    expect(settings).toEqual({
      graphqlEndpoint: '/graphql',
      batching: false,
      csrfPrevention: { requestHeaders: ['apollo-require-preflight', 'x-requested-with', 'x-nuan-query-plan'] },
      cors: false,
      graphiql: false,
      landingPage: false,
      multipart: false,
      requestId: false,
      subgraphErrors: false,
      logging: false,
      upstreamRetry: { maxRetries: 0 },
      deferStream: false,
    });
  });
});
