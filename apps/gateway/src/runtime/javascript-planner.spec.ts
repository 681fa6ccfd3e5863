import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { isGatewayCall, SIGNATURE_HEADER } from '@nuan/auth';

import { dead, noRequest, send } from '../../specimens/specimen.server';
import { GATEWAY_SECRET, type SpecimenSupergraph, startSpecimenSupergraph } from '../../specimens/specimen.supergraph';

describe('the JavaScript planner, where the Rust one has no binary', () => {
  let graph: SpecimenSupergraph;
  beforeAll(async () => void (graph = await startSpecimenSupergraph({ Planner: null })));
  afterAll(() => graph.stop());
  beforeEach(() => graph.reset());

  it('says which planner serves', () => {
    expect(graph.gateway.planner).toBe('javascript');
  });

  it('answers the same joins through the same client', async () => {
    const { data, errors } = await graph.ask('{ households(first: 2) { fileNo region { name } employer { name } } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      households: [
        { fileNo: 'F0', region: { name: '合肥市' }, employer: { name: '厂E0' } },
        { fileNo: 'F1', region: { name: '芜湖市' }, employer: { name: '厂E1' } },
      ],
    });
    const [{ headers, body } = noRequest] = graph.servers['workers']?.received ?? [];
    const call = { subgraph: 'workers', requestId: String(headers['x-request-id']), body };
    expect(isGatewayCall(GATEWAY_SECRET, headers[SIGNATURE_HEADER], call)).toBe(true);
  });

  it('keeps the regions and the other blocks of a board when a subgraph is dead', async () => {
    Object.assign(graph.servers['workers'] ?? {}, { fault: dead });
    const { data, errors } = await graph.ask(
      '{ regions(level: PREFECTURE) { code name hardship { filed } aid { distributed } } }',
    );
    const rows = data?.['regions'] as Record<string, unknown>[];
    expect(rows).toHaveLength(16);
    expect(rows[0]).toEqual({ code: '340100', name: '合肥市', hardship: null, aid: { distributed: 'all.00' } });
    expect(errors?.[0]).toMatchObject({
      path: ['regions', 0, 'hardship'],
      extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
    });
    expect(errors).toHaveLength(16);
  });

  it('keeps non-null promises and public words when a subgraph fails', async () => {
    Object.assign(graph.servers['enterprises'] ?? {}, { fault: dead });
    const partial = await graph.ask('{ households(first: 1) { fileNo employer { name } } }');
    expect(partial.data).toEqual({ households: [{ fileNo: 'F0', employer: expect.anything() }] });
    expect(partial.errors?.[0]?.extensions['code']).toBe('SUBGRAPH_UNAVAILABLE');
    const body = { data: { households: [{ __typename: 'Household', fileNo: null }] } };
    Object.assign(graph.servers['workers'] ?? {}, {
      fault: (_request: unknown, response: never) => send(response, 200, body),
    });
    const broken = await graph.ask('{ households(first: 1) { fileNo } }');
    expect(broken.data).toBeNull();
    expect(broken.errors?.length).toBeGreaterThan(0);
    expect(JSON.stringify(broken.errors)).not.toMatch(/127\.0\.0\.1/);
  });

  it('sends a mutation once', async () => {
    Object.assign(graph.servers['workers'] ?? {}, { fault: dead });
    await graph.ask('mutation { register(no: "1") { id } }');
    expect(graph.counts()).toEqual({ workers: 1 });
  });
});
