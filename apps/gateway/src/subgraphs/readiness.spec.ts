import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type SpecimenSupergraph, startSpecimenSupergraph } from '../../specimens/specimen.supergraph';

describe('readiness', () => {
  let graph: SpecimenSupergraph;
  beforeAll(async () => void (graph = await startSpecimenSupergraph()));
  afterAll(() => graph.stop());

  it('is true once all subgraphs were ready, and stays so when one is lost later', async () => {
    const own = await startSpecimenSupergraph();
    expect(own.gateway.report()).toMatchObject({ ready: true, subgraphs: { workers: 'ready', migrants: 'ready' } });
    await own.servers['workers']?.stop();
    await own.gateway.look();
    expect(own.gateway.report()).toMatchObject({
      ready: true,
      subgraphs: { workers: 'unreachable', migrants: 'ready' },
    });
    await own.gateway.close();
    await Promise.all(Object.values(own.servers).map((server) => server.stop()));
  });

  it('is false while a subgraph is loading, with the one that is', async () => {
    const fresh = await startSpecimenSupergraph({
      subgraphUrls: urlsOf(graph, { workers: 'http://127.0.0.1:9/graphql' }),
    });
    expect(fresh.gateway.report()).toMatchObject({
      ready: false,
      subgraphs: { workers: 'unreachable', migrants: 'ready' },
    });
    expect((await fetch(`${fresh.url}/readiness`)).status).toBe(503);
    await fresh.stop();
  });

  it('keeps a subgraph with other region data out of answers, and says so', async () => {
    const stranger = graph.servers['workers'];
    if (stranger) stranger.reference = 'another-version';
    const fresh = await startSpecimenSupergraph({ subgraphUrls: urlsOf(graph, {}) });
    const report = (await (await fetch(`${fresh.url}/readiness`)).json()) as { ready: boolean; subgraphs: object };
    expect(report).toMatchObject({ ready: false, subgraphs: { workers: 'other-reference' } });
    graph.reset();
    const token = `Bearer ${await fresh.tokens.issue()}`;
    const { data, errors } = await fresh.ask(
      '{ region(code: "340100") { name hardship { filed } } }',
      {},
      { authorization: token },
    );
    expect(data).toEqual({ region: { name: '合肥市', hardship: null } });
    expect(errors?.[0]?.extensions['code']).toBe('SUBGRAPH_UNAVAILABLE');
    expect(graph.counts()).toEqual({});
    await fresh.stop();
  });
});

function urlsOf(graph: SpecimenSupergraph, others: Record<string, string>): Record<string, string> {
  return { ...graph.subgraphUrls, ...others };
}
