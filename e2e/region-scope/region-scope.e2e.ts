import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { rowsOf } from '../testkit/rows';
import { type Answer, type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

const COUNTY = '340102';
const CITY = '340100';
const AS_COUNTY = { role: 'county', region: COUNTY } as const;
const AS_CITY = { role: 'city', region: CITY } as const;

interface Coded {
  readonly region: { readonly code: string } | null;
}
interface Page<Node> {
  readonly nodes: readonly (Node | null)[];
  readonly totalCount: number;
}

const LISTS = `{
  households(first: 100) { nodes { region { code } } totalCount }
  workers(first: 100) { nodes { region { code } } totalCount }
  enterprises(first: 100) { nodes { region { code } } totalCount }
  disbursements(first: 100) { nodes { region { code } } totalCount }
  pairings(first: 100) { nodes { household { region { code } } } totalCount }
  placements(first: 100) { nodes { region { code } } totalCount }
  stations(first: 100) { nodes { region { code } } totalCount }
  wageCases(first: 100) { nodes { region { code } } totalCount }
}`;

/** Tables behind the lists, each with its region column. */
const COUNTED = {
  households: ['workers', 'household'],
  workers: ['workers', 'worker'],
  enterprises: ['enterprises', 'enterprise'],
  disbursements: ['assistance', 'disbursement'],
  placements: ['employment', 'placement'],
  stations: ['migrants', 'service_station'],
  wageCases: ['migrants', 'wage_case'],
} as const;

describe('a viewer and the region next door', () => {
  let graph: SampleSupergraph;
  beforeAll(async () => {
    graph = await startSampleSupergraph();
  });
  afterAll(() => graph.stop());

  const codes = (answer: Answer<unknown>): unknown[] =>
    (answer.errors ?? []).map(({ extensions }) => extensions['code']);

  it.each([
    ['county', AS_COUNTY, COUNTY],
    ['city', AS_CITY, '3401'],
  ] as const)('I34: lists and counts exactly the rows of its own %s', async (_level, viewer, prefix) => {
    const { data, errors } = await graph.ask<Record<string, Page<Coded & { household?: Coded }>>>(LISTS, {}, viewer);
    expect(errors).toBeUndefined();
    for (const [list, page] of Object.entries(data)) {
      const seen = page.nodes.map((node) => (node?.household ?? node)?.region?.code ?? '');
      expect(seen.filter((code) => !code.startsWith(prefix))).toEqual([]);
      const counted = COUNTED[list as keyof typeof COUNTED];
      if (!counted) continue;
      const [database, table] = counted;
      const rows = await rowsOf<{ n: number }>(
        graph.db[database],
        `select count(*)::int as n from ${table} where region_code like $1`,
        [`${prefix}%`],
      );
      expect([list, page.totalCount]).toEqual([list, rows[0]?.n]);
    }
  });

  it('gets the blocks of its own city and FORBIDDEN at the block of every other, with all names', async () => {
    const { data, errors } = await graph.askQuestion<{ regions: Record<string, unknown>[] }>(
      'q01-city-board',
      {},
      AS_CITY,
    );
    expect(data.regions).toHaveLength(16);
    const own = data.regions.find(({ code }) => code === CITY);
    for (const block of ['hardship', 'enterpriseStats', 'aid', 'employment', 'migrant'])
      expect(own?.[block]).not.toBeNull();
    for (const region of data.regions.filter(({ code }) => code !== CITY)) {
      expect(region).toMatchObject({
        name: expect.any(String),
        hardship: null,
        enterpriseStats: null,
        aid: null,
        employment: null,
        migrant: null,
      });
    }
    expect(errors).toHaveLength(15 * 5);
    expect(new Set(codes({ data, errors: errors ?? [] }))).toEqual(new Set(['FORBIDDEN']));
    const paths = (errors ?? []).map(({ path }) => `${String(path?.[0])}.${typeof path?.[1]}.${String(path?.[2])}`);
    expect(new Set(paths)).toEqual(
      new Set(
        ['hardship', 'enterpriseStats', 'aid', 'employment', 'migrant'].map((block) => `regions.number.${block}`),
      ),
    );
  });

  it('I34: says the same of a household next door as of one that does not exist', async () => {
    const [neighbour] = await rowsOf<{ id: string }>(
      graph.db.workers,
      `select id from household where region_code like '3402%' limit 1`,
      [],
    );
    const query = 'query ($id: ID!) { household(id: $id) { fileNo } }';
    const absent = await graph.ask(query, { id: '0190f3c0-0000-7000-8000-00000000dead' }, AS_COUNTY);
    const foreign = await graph.ask(query, { id: neighbour?.id }, AS_COUNTY);
    expect([codes(absent), codes(foreign)]).toEqual([['NOT_FOUND'], ['NOT_FOUND']]);
    const own = await graph.ask<{ household: { fileNo: string } }>(
      query,
      { id: neighbour?.id },
      { role: 'city', region: '340200' },
    );
    expect(own.data.household.fileNo).toMatch(/^K3402/);
  });

  it('I34: can not widen its view by a filter', async () => {
    const query =
      '{ households(where: { or: [{ region: { under: "340200" } }, { not: { region: { under: "340102" } } }] }) { totalCount } }';
    expect((await graph.ask(query, {}, AS_COUNTY)).data).toEqual({ households: { totalCount: 0 } });
  });

  it('an analyst gets figures and no row, an administrator no household', async () => {
    const figures = await graph.askQuestion<{ regions: { hardship: { filed: number } | null }[] }>(
      'q01-city-board',
      {},
      { role: 'analyst' },
    );
    expect(figures.errors).toBeUndefined();
    const rows = await graph.ask('{ households { totalCount } }', {}, { role: 'analyst' });
    expect(codes(rows)).toEqual(['FORBIDDEN']);
    expect(codes(await graph.ask('{ workers { totalCount } }', {}, { role: 'admin' }))).toEqual(['FORBIDDEN']);
  });

  it('refuses every operation, introspection included, without a token that holds', async () => {
    const send = (authorization?: string) =>
      fetch(`${graph.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
        body: JSON.stringify({ query: '{ __schema { queryType { name } } }' }),
      });
    const expired = await graph.tokens.issue({ ttlS: -3600 });
    for (const authorization of [undefined, 'Bearer a.b.c', `Bearer ${expired}`]) {
      const response = await send(authorization);
      const { errors } = (await response.json()) as Answer<null>;
      expect([response.status, errors?.[0]?.extensions['code']]).toEqual([401, 'UNAUTHENTICATED']);
    }
  });
});
