import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SAMPLE_DATABASES, type SampleDatabase } from '../../tools/sample-data/src';
import { CITY_BOARD, type ProxiedGateway, startProxiedGateway } from '../testkit/proxied-gateway';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

const BLOCKS: Readonly<Record<SampleDatabase, string>> = {
  workers: 'hardship',
  enterprises: 'enterpriseStats',
  assistance: 'aid',
  employment: 'employment',
  migrants: 'migrant',
};

interface Board {
  readonly regions: readonly Record<string, unknown>[];
}

interface Plan {
  readonly node: {
    readonly kind: string;
    readonly nodes: readonly { readonly kind: string; readonly serviceName: string }[];
  };
}

/** The rows without the instants as of which they were read: the clock runs between two requests. */
function figuresOf(rows: Board['regions']): Board['regions'] {
  return JSON.parse(
    JSON.stringify(rows, (key, value: unknown) => (key === 'asOf' ? undefined : value)),
  ) as Board['regions'];
}

describe('the city board, when a subgraph dies', () => {
  let sample: SampleSupergraph;
  let gateway: ProxiedGateway;
  beforeAll(async () => {
    sample = await startSampleSupergraph();
    gateway = await startProxiedGateway(sample);
  });
  afterAll(async () => {
    await gateway?.stop();
    await sample?.stop();
  });
  beforeEach(() => {
    for (const proxy of Object.values(gateway.proxies)) proxy.isDead = false;
    gateway.counts();
  });

  it('is planned as one parallel hop, and asks each subgraph once', async () => {
    const answer = await gateway.ask<Board>(CITY_BOARD.query, CITY_BOARD.variables, { 'x-nuan-query-plan': '1' });
    expect(answer.errors).toBeUndefined();
    expect(answer.data.regions).toHaveLength(16);
    const { node } = answer.extensions?.['queryPlan'] as Plan;
    expect(node.kind).toBe('Parallel');
    expect(new Set(node.nodes.map(({ kind }) => kind))).toEqual(new Set(['Fetch']));
    expect(node.nodes.map(({ serviceName }) => serviceName).sort()).toEqual([...SAMPLE_DATABASES, 'reference'].sort());
    expect(gateway.counts()).toEqual(Object.fromEntries(SAMPLE_DATABASES.map((name) => [name, 1])));
  });

  it.each([...SAMPLE_DATABASES])('loses the block of %s, and neither a name nor another block', async (dead) => {
    const whole = await gateway.ask<Board>(CITY_BOARD.query, CITY_BOARD.variables);
    gateway.proxies[dead].isDead = true;
    const partial = await gateway.ask<Board>(CITY_BOARD.query, CITY_BOARD.variables);
    const expected = figuresOf(whole.data.regions).map((region) => ({ ...region, [BLOCKS[dead]]: null }));
    expect(figuresOf(partial.data.regions)).toEqual(expected);
    expect(partial.errors?.map(({ path }) => path)).toEqual(
      expected.map((_region, index) => ['regions', index, BLOCKS[dead]]),
    );
    expect(new Set(partial.errors?.map(({ extensions }) => extensions['code']))).toEqual(
      new Set(['SUBGRAPH_UNAVAILABLE']),
    );
  });

  it('comes back whole when the subgraph does', async () => {
    gateway.proxies.workers.isDead = true;
    await gateway.ask(CITY_BOARD.query, CITY_BOARD.variables);
    gateway.proxies.workers.isDead = false;
    expect((await gateway.ask(CITY_BOARD.query, CITY_BOARD.variables)).errors).toBeUndefined();
  });

  it('answers the schema beside data, and who asks', async () => {
    const { data, errors } = await gateway.ask(
      '{ me { role readRegions { name } } __type(name: "Region") { kind } regions(level: PROVINCE) { name } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      me: { role: 'PROVINCE', readRegions: [{ name: '安徽省' }] },
      __type: { kind: 'OBJECT' },
      regions: [{ name: '安徽省' }],
    });
    expect(gateway.counts()).toEqual({});
  });
});
