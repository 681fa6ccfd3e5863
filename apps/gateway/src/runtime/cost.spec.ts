import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { documentIdOf, DocumentStore } from '@nuan/federation';

import { ask, type SpecimenSupergraph, startSpecimenSupergraph } from '../../specimens/specimen.supergraph';

const PAGE = 'query ($first: Int) { households(first: $first) { id } }';
const KNOWN = '{ __typename }';

describe('what operations cost', () => {
  let graph: SpecimenSupergraph;
  beforeAll(async () => void (graph = await startSpecimenSupergraph({ cost: { maxCost: 100, perMinute: 1_000 } })));
  afterAll(() => graph.stop());
  beforeEach(() => graph.reset());

  async function client(subject: string) {
    const authorization = `Bearer ${await graph.tokens.issue({ subject })}`;
    return (query: string, variables: object = {}) =>
      ask(`${graph.url}/graphql`, { query, variables }, { authorization });
  }

  it('is told with every answer: estimated, actual, and what remains', async () => {
    const asks = await client('told');
    const { extensions } = await asks(PAGE, { first: 2 });
    expect(extensions).toEqual({ cost: { requested: 2, actual: 2, max: 100, remaining: 998 } });
  });

  it('is that of a list for a root list that nothing bounds', async () => {
    const board = await client('board');
    const { extensions } = await board('{ regions(level: PREFECTURE) { code } }');
    expect(extensions).toMatchObject({ cost: { requested: 17 } });
    expect((await board('{ regions { code } }')).errors?.[0]?.extensions).toMatchObject({
      code: 'COST_LIMIT',
      cost: { requested: 123 },
    });
  });

  it('is bounded: an operation at the limit runs, one above it reaches no subgraph', async () => {
    const asks = await client('bounded');
    expect((await asks(PAGE, { first: 100 })).errors).toBeUndefined();
    graph.reset();
    const refused = await asks(PAGE, { first: 101 });
    expect([refused.status, refused.data]).toEqual([400, undefined]);
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'COST_LIMIT', cost: { requested: 101, max: 100 } });
    expect(graph.counts()).toEqual({});
  });

  it('is not talked down by naming no operation first', async () => {
    const asks = await client('named');
    const authorization = `Bearer ${await graph.tokens.issue({ subject: 'named' })}`;
    const query = '{ households(first: 101) { id } }';
    await ask(`${graph.url}/graphql`, { query, operationName: '' }, { authorization });
    expect((await asks(query)).errors?.[0]?.extensions['code']).toBe('COST_LIMIT');
  });

  it('exhausts the allowance of one client with 429 and Retry-After, and costs another nothing', async () => {
    const flood = await client('flood');
    const answers = [];
    for (let n = 0; n < 12; n += 1) answers.push(await flood(PAGE, { first: 100 }));
    const refused = answers.at(-1);
    expect(refused).toMatchObject({ status: 429, errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(10);
    expect((await (await client('neighbour'))(PAGE, { first: 100 })).status).toBe(200);
  });

  it('charges documents that are refused by their length, so that a flood of them is turned away unread', async () => {
    const hostile = await client('hostile');
    const document = `{ ${'nothing '.repeat(200)} }`;
    expect((await hostile(document)).errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    expect((await hostile(document)).status).toBe(429);
    const broken = await client('broken');
    expect((await broken(`{ ${'x'.repeat(1_500)}`)).errors?.[0]?.extensions['code']).toBe('GRAPHQL_PARSE_FAILED');
    expect((await broken(KNOWN)).status).toBe(429);
  });

  it.each([
    ['a syntax error', `{ ${'x'.repeat(300)}`, 'GRAPHQL_PARSE_FAILED'],
    ['a name that does not exist', `{ ${'x'.repeat(300)} }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['more than is parsed', `{ ${'__typename '.repeat(5_001)} }`, 'TOKEN_LIMIT'],
    [
      'two operations and the name of a third',
      `query A { __typename } query B { __typename } # ${'x'.repeat(300)}`,
      'BAD_USER_INPUT',
    ],
  ])('charges the same document as often as it is sent, and by whomever: %s', async (what, document, code) => {
    for (const subject of ['first', 'second']) {
      const asks = await client(`${subject} with ${what}`);
      const codes = [];
      for (let n = 0; n < 5; n += 1) codes.push((await asks(document)).errors?.[0]?.extensions['code']);
      expect(codes[0]).toBe(code);
      expect(codes.at(-1)).toBe('RATE_LIMITED');
    }
  });
});

describe('documents known beforehand', () => {
  let graph: SpecimenSupergraph;
  const id = documentIdOf(KNOWN);
  beforeAll(async () => {
    graph = await startSpecimenSupergraph({ documents: new DocumentStore(new Map([[id, KNOWN]]), 'only') });
  });
  afterAll(() => graph.stop());

  const post = (body: object) => ask(`${graph.url}/graphql`, body, { authorization: `Bearer ${graph.token}` });
  const get = async (search: string) => {
    const headers = { authorization: `Bearer ${graph.token}`, 'apollo-require-preflight': '1' };
    const response = await fetch(`${graph.url}/graphql?${search}`, { headers });
    return { status: response.status, body: (await response.json()) as { data?: unknown; errors?: unknown } };
  };

  it('run by their id, by POST and by GET', async () => {
    expect((await post({ documentId: id })).data).toEqual({ __typename: 'Query' });
    expect((await get(`documentId=${encodeURIComponent(id)}`)).body.data).toEqual({ __typename: 'Query' });
  });

  it('are all that runs: nothing is parsed that is not among them', async () => {
    const refusals = [
      await post({ query: KNOWN }),
      await post({ query: '{ households { id } }', documentId: documentIdOf('{ households { id } }') }),
      await post({ query: KNOWN, extensions: { persistedQuery: { version: 1, sha256Hash: id.slice(7) } } }),
    ];
    expect(refusals.map(({ status, errors }) => [status, errors?.[0]?.extensions['code']])).toEqual([
      [400, 'PERSISTED_DOCUMENT_REQUIRED'],
      [400, 'PERSISTED_DOCUMENT_NOT_FOUND'],
      [400, 'PERSISTED_DOCUMENT_REQUIRED'],
    ]);
    const raw = async (type: string, body: string) => {
      const headers = { authorization: `Bearer ${graph.token}`, 'apollo-require-preflight': '1', 'content-type': type };
      const response = await fetch(`${graph.url}/graphql`, { method: 'POST', headers, body });
      return [
        response.status,
        ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code,
      ];
    };
    expect(await raw('application/graphql', '{ households { id } }')).toEqual([415, 'BAD_USER_INPUT']);
    expect(await raw('application/x-www-form-urlencoded', 'query={households{id}}')).toEqual([415, 'BAD_USER_INPUT']);
    expect(await raw('application/json', `\ufeff${JSON.stringify({ query: '{ households { id } }' })}`)).toEqual([
      400,
      'PERSISTED_DOCUMENT_REQUIRED',
    ]);
    const beside = await get(`documentId=${encodeURIComponent(id)}&query=%7Bhouseholds%7Bid%7D%7D`);
    expect(beside.body.data).toEqual({ __typename: 'Query' });
    expect(await get('query=%7B__typename%7D')).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'PERSISTED_DOCUMENT_REQUIRED' } }] },
    });
    expect(graph.counts()).toEqual({});
  });
});
