import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { CITY_CODES } from '../../specimens/specimen.schemas';
import { dead, send, silent } from '../../specimens/specimen.server';
import { type SpecimenSupergraph, startSpecimenSupergraph } from '../../specimens/specimen.supergraph';

const BLOCKS = {
  workers: 'hardship',
  enterprises: 'enterpriseStats',
  assistance: 'aid',
  employment: 'employment',
  migrants: 'migrant',
} as const;

const CITY_BOARD = `query CityBoard($under: RegionCode!, $campaign: String!, $year: Int!) {
  regions(under: $under, level: PREFECTURE) {
    code name hardship { filed } enterpriseStats { distressed } aid(campaign: $campaign) { distributed } employment(year: $year) { total } migrant(year: $year) { total }
  }
}`;

const VARIABLES = { under: '340000', campaign: 'CNY2017', year: 2016 };

type Row = Record<string, unknown>;

describe('the city board', () => {
  let graph: SpecimenSupergraph;
  beforeAll(async () => void (graph = await startSpecimenSupergraph()));
  afterAll(() => graph.stop());
  beforeEach(() => graph.reset());

  it('is one parallel hop with one request per subgraph', async () => {
    const { data, extensions } = await graph.ask(CITY_BOARD, VARIABLES, { 'x-nuan-query-plan': '1' });
    const plan = extensions?.['queryPlan'] as {
      node: { kind: string; nodes: { kind: string; serviceName: string }[] };
    };
    expect(plan.node.kind).toBe('Parallel');
    expect(plan.node.nodes.map(({ kind }) => kind)).toEqual(Array.from({ length: 6 }, () => 'Fetch'));
    expect(plan.node.nodes.map(({ serviceName }) => serviceName).sort()).toEqual(
      [...Object.keys(BLOCKS), 'reference'].sort(),
    );
    expect(graph.counts()).toEqual({ workers: 1, enterprises: 1, assistance: 1, employment: 1, migrants: 1 });
    expect(data?.['regions']).toHaveLength(16);
  });

  it.each(Object.entries(BLOCKS))(
    'keeps all regions and the other four blocks when %s is dead',
    async (name, block) => {
      const server = graph.servers[name];
      if (server) server.fault = dead;
      const { status, data, errors } = await graph.ask(CITY_BOARD, VARIABLES);
      expect(status).toBe(200);
      const rows = data?.['regions'] as Row[];
      expect(rows.map(({ code }) => code)).toEqual(CITY_CODES);
      expect(rows.every((row) => typeof row['name'] === 'string')).toBe(true);
      for (const other of Object.values(BLOCKS)) {
        expect(rows.every((row) => (row[other] === null) === (other === block))).toBe(true);
      }
      expect(errors?.map(({ path }) => path)).toEqual(CITY_CODES.map((_code, index) => ['regions', index, block]));
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    },
  );

  it('keeps code and name beside one block whose subgraph is dead', async () => {
    Object.assign(graph.servers['workers'] ?? {}, { fault: dead });
    const { data } = await graph.ask('{ regions(level: PREFECTURE) { code hardship { filed } } }');
    expect((data?.['regions'] as Row[])[0]).toEqual({ code: '340100', hardship: null });
  });

  it('refuses a part whose list is not as long as the others', async () => {
    Object.assign(graph.servers['workers'] ?? {}, {
      fault: (_request: unknown, response: never) =>
        send(response, 200, { data: { regions: [{ hardship: { filed: 1 } }] } }),
    });
    const { data, errors } = await graph.ask(CITY_BOARD, VARIABLES);
    const rows = data?.['regions'] as Row[];
    expect(rows).toHaveLength(16);
    expect(rows.every((row) => row['hardship'] === null && row['aid'] !== null)).toBe(true);
    expect(errors?.[0]).toMatchObject({ path: ['regions', 0, 'hardship'], extensions: { code: 'INTERNAL' } });
  });
});

describe('a subgraph that fails', () => {
  let graph: SpecimenSupergraph;
  beforeAll(async () => void (graph = await startSpecimenSupergraph({ maxResponseBytes: 20_000 })));
  afterAll(() => graph.stop());
  beforeEach(() => graph.reset());

  const answer = (name: string, body: unknown, status = 200) =>
    Object.assign(graph.servers[name] ?? {}, {
      fault: (_request: unknown, response: never) => send(response, status, body),
    });

  it('costs its fields of each entity, with paths that count the list', async () => {
    Object.assign(graph.servers['enterprises'] ?? {}, { fault: dead });
    const { data, errors } = await graph.ask('{ households(first: 2) { fileNo employer { id name industry } } }');
    expect(data).toEqual({
      households: [
        { fileNo: 'F0', employer: { id: 'E0', name: null, industry: null } },
        { fileNo: 'F1', employer: { id: 'E1', name: null, industry: null } },
      ],
    });
    expect(errors?.map(({ path }) => path?.join('.'))).toEqual([
      'households.0.employer.name',
      'households.0.employer.industry',
      'households.1.employer.name',
      'households.1.employer.industry',
    ]);
  });

  it('has its entity errors placed at every row that the entity stands in', async () => {
    const error = {
      message: 'Not yours.',
      path: ['_entities', 0, 'activePlan'],
      extensions: { code: 'FORBIDDEN', action: 'plan:read' },
    };
    answer('assistance', { data: { _entities: [{ activePlan: null }] }, errors: [error] });
    const { errors } = await graph.ask('{ a: household(id: "3") { activePlan { status } } }');
    expect(errors).toEqual([
      {
        message: 'Not yours.',
        path: ['a', 'activePlan'],
        extensions: { code: 'FORBIDDEN', action: 'plan:read', requestId: expect.any(String) },
      },
    ]);
  });

  it('never delivers a non-null field as null: the null moves up and is explained', async () => {
    const { data, errors } = await graph.ask(
      '{ household(id: "1") { fileNo nothing } region(code: "340100") { name } }',
    );
    expect(data).toEqual({ household: null, region: { name: '合肥市' } });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({ path: ['household', 'nothing'], extensions: { code: 'INTERNAL' } });
  });

  it('refuses one non-null field without a fault beside it for those that it then can’t deliver', async () => {
    const refusal = (path: readonly (string | number)[]) => ({
      message: 'Not yours.',
      path,
      extensions: { code: 'FORBIDDEN' },
    });
    const codes = async (query: string) => {
      const { data, errors } = await graph.ask(query);
      return [data, errors?.map(({ path, extensions }) => [path?.join('.'), extensions['code']])];
    };
    answer('workers', { data: null, errors: [refusal(['households'])] });
    const root = '{ found { __typename } region(code: "340100") { name } households(first: 2) { fileNo } }';
    expect(await codes(root)).toEqual([null, [['households', 'FORBIDDEN']]]);
    answer('enterprises', {
      data: { region: { enterpriseStats: null } },
      errors: [refusal(['region', 'enterpriseStats', 'distressed'])],
    });
    const stats = '{ region(code: "340100") { name enterpriseStats { distressed } } }';
    expect(await codes(stats)).toEqual([
      { region: { name: '合肥市', enterpriseStats: null } },
      [['region.enterpriseStats.distressed', 'FORBIDDEN']],
    ]);
    graph.reset();
    answer('workers', { data: { household: { fileNo: null, id: '1' } }, errors: [refusal(['household', 'nothing'])] });
    expect(await codes('{ household(id: "1") { fileNo nothing } }')).toEqual([
      { household: null },
      [['household.nothing', 'FORBIDDEN']],
    ]);
    answer('workers', { data: { a: { fileNo: null }, b: null }, errors: [refusal(['b', 'nothing'])] });
    expect(await codes('{ a: household(id: "1") { fileNo } b: household(id: "2") { fileNo nothing } }')).toEqual([
      { a: null, b: null },
      expect.arrayContaining([
        ['b.nothing', 'FORBIDDEN'],
        ['a.fileNo', 'INTERNAL'],
      ]),
    ]);
  });

  it('is held to its schema when it sends null for a non-null field without saying so', async () => {
    answer('workers', { data: { households: [{ fileNo: 'F0' }, { fileNo: null }] } });
    const { data, errors } = await graph.ask('{ households(first: 2) { fileNo } }');
    expect(data).toBeNull();
    expect(errors?.[0]).toMatchObject({ path: ['households', 1, 'fileNo'], extensions: { code: 'INTERNAL' } });
  });

  it('is given its time and no more', async () => {
    const hasty = await startSpecimenSupergraph({ subgraphTimeoutMs: 500 });
    Object.assign(hasty.servers['assistance'] ?? {}, { fault: silent });
    const started = Date.now();
    const { data, errors } = await hasty.ask('{ region(code: "340100") { name aid { distributed } } }');
    expect(Date.now() - started).toBeLessThan(5_000);
    expect(data).toEqual({ region: { name: '合肥市', aid: null } });
    expect(errors?.[0]).toMatchObject({ path: ['region', 'aid'], extensions: { code: 'DEADLINE_EXCEEDED' } });
    await hasty.stop();
  });

  it('cannot fill the memory with its answer', async () => {
    answer('assistance', { data: { region: { aid: { distributed: 'x'.repeat(50_000) } } } });
    const { errors } = await graph.ask('{ region(code: "340100") { aid { distributed } } }');
    expect(errors?.[0]?.extensions['code']).toBe('SUBGRAPH_UNAVAILABLE');
  });

  it.each([
    [
      'its SQL and stack',
      {
        errors: [
          {
            message: 'relation "x" does not exist',
            extensions: { code: 'INTERNAL_SERVER_ERROR', stacktrace: ['at pg'] },
          },
        ],
      },
    ],
    ['a page of a proxy', 'Bad gateway at 10.0.0.7'],
    ['no data and no error', {}],
  ])('keeps %s to itself', async (_what, body) => {
    answer('workers', body, 502);
    const { data, errors } = await graph.ask('{ households { id } }');
    expect(data).toBeNull();
    expect(JSON.stringify(errors)).not.toMatch(/relation|stack|10\.0\.0\.7|127\.0\.0\.1|query/i);
    expect(errors?.[0]?.extensions).toEqual({
      code: expect.stringMatching(/^(INTERNAL|SUBGRAPH_UNAVAILABLE)$/),
      requestId: expect.any(String),
    });
  });

  it('sees a mutation exactly once, whatever it answers', async () => {
    answer('workers', { error: 'overloaded' }, 503);
    const { errors } = await graph.ask('mutation { register(no: "1") { id } }');
    expect(errors?.[0]?.path).toEqual(['register']);
    expect(graph.counts()).toEqual({ workers: 1 });
    Object.assign(graph.servers['workers'] ?? {}, { fault: dead });
    await graph.ask('mutation { register(no: "1") { id } }');
    expect(graph.counts()).toEqual({ workers: 2 });
  });
});
