import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { HOSTILE_REQUESTS, type HostileRequest, unrefused } from '@nuan/testing';

import { type Answer, type SpecimenSupergraph, startSpecimenSupergraph } from '../../specimens/specimen.supergraph';

describe('a request that is hostile to the gateway', () => {
  let graph: SpecimenSupergraph;
  const plans = jest.spyOn(QueryPlanner.prototype, 'planAsync');
  beforeAll(async () => void (graph = await startSpecimenSupergraph()));
  afterAll(async () => {
    plans.mockRestore();
    await graph.stop();
  });
  afterEach(() => {
    graph.reset();
    plans.mockClear();
  });

  async function post(body: string): Promise<Pick<Answer, 'status'> & { readonly answer: Answer }> {
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${graph.token}` },
      body,
    });
    return { status: response.status, answer: (await response.json()) as Answer };
  }

  it.each(HOSTILE_REQUESTS.map((request): [string, HostileRequest] => [request.title, request]))(
    'ends at its limit, before it is planned or reaches a subgraph: %s',
    async (_title, request) => {
      const { status, answer } = await post(request.body);
      expect(unrefused(request, status, answer)).toEqual([]);
      expect([plans.mock.calls.length, graph.counts()]).toEqual([0, {}]);
    },
  );

  it('ends by its price, before it is planned, however it multiplies lists', async () => {
    const lists = Array.from({ length: 30 }, (_, n) => `a${n}: households(first: 10000) { id }`).join(' ');
    const { status, answer } = await post(JSON.stringify({ query: `{ ${lists} }` }));
    expect([status, answer.errors?.[0]?.extensions['code']]).toEqual([400, 'COST_LIMIT']);
    expect([plans.mock.calls.length, graph.counts()]).toEqual([0, {}]);
  });

  it('does not end what others ask: a question is planned and answered', async () => {
    expect((await graph.ask('{ households(first: 1) { id } }')).errors).toBeUndefined();
    expect(plans).toHaveBeenCalledTimes(1);
    expect(graph.counts()).toEqual({ workers: 1 });
  });
});
