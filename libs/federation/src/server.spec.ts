import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';

import {
  ABSENT,
  FIRST,
  SECOND,
  SECRET_TEXT,
  treeResolver,
  treesByKey,
  type TreeServer,
  treeServer,
} from '../testing/tree.server';

describe('the HTTP face of a subgraph', () => {
  const pages = mkdtempSync(join(tmpdir(), 'nuan-server-'));
  let trees: TreeServer;
  let app: FastifyInstance;
  let open: FastifyInstance;
  let post: TreeServer['post'];

  beforeAll(async () => {
    mkdirSync(pages, { recursive: true });
    writeFileSync(join(pages, 'index.html'), '<title>explorer</title>');
    trees = await treeServer();
    ({ app, post } = trees);
    open = (await treeServer({ graphiqlDir: pages })).app;
  });

  afterAll(async () => {
    await Promise.all([app.close(), open.close()]);
    rmSync(pages, { recursive: true });
  });

  it.each(['/', '/graphiql'])('serves the explorer page at %s where there is one, without a token', async (url) => {
    const page = await open.inject({ method: 'GET', url });
    expect([page.statusCode, page.body]).toEqual([200, '<title>explorer</title>']);
    expect((await app.inject({ method: 'GET', url })).statusCode).toBe(404);
  });

  it('gives its figures to a monitor, without a token', async () => {
    const answer = await app.inject({ method: 'GET', url: '/metrics' });
    expect([answer.statusCode, answer.headers['content-type'], answer.body]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
      'nuan_feed_lag_seconds 0\n',
    ]);
  });

  it('answers with the viewer of the token, and lets nobody keep the answer', async () => {
    const { body, headers } = await post({ query: `{ tree(id: "${FIRST}") { askedBy } }` });
    expect(body).toMatchObject({
      data: { tree: { askedBy: 'province of 1' } },
      extensions: { cost: { requested: 1, actual: 1 } },
    });
    expect(headers['cache-control']).toBe('no-store');
  });

  it('puts what a request reads behind the wall of its regions, in later ticks too', async () => {
    await post({ query: `{ tree(id: "${FIRST}") { id } }` });
    expect(treeResolver.scope).toEqual({ read: '34%', write: '34%', readUnions: '*', writeUnions: '*' });
    treeResolver.scope = null;
    await post(treesByKey([FIRST]), { isSigned: true });
    expect(treeResolver.scope).toEqual({ read: '34%', write: '34%', readUnions: '*', writeUnions: '*' });
  });

  it.each([undefined, 'Bearer x.y.z', 'Basic abc'])(
    'answers no operation, introspection included, to %p',
    async (authorization) => {
      const response = await open.inject({
        method: 'POST',
        url: '/graphql',
        headers: authorization ? { authorization } : {},
        payload: { query: '{ __schema { queryType { name } } }' },
      });
      expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    },
  );

  it('resolves keys in one batch, in order, with null for the unknown, the malformed and duplicates alike', async () => {
    const before = treeResolver.batches;
    const { body } = await post(treesByKey([SECOND, ABSENT, 'not-a-uuid', FIRST, SECOND]), { isSigned: true });
    expect(body.data?.['_entities']).toEqual([
      { id: SECOND, askedBy: 'province of 2' },
      null,
      null,
      { id: FIRST, askedBy: 'province of 1' },
      { id: SECOND, askedBy: 'province of 2' },
    ]);
    expect(treeResolver.batches - before).toBe(1);
  });

  it('asserts the right on the path of keys too', async () => {
    const { body } = await post(treesByKey([FIRST]), { role: 'analyst', isSigned: true });
    expect(body.data?.['_entities']).toEqual([null]);
    expect(body.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('tells a refusal with its code, and nothing of a fault but a request id that the log holds', async () => {
    const refusal = await post({ query: '{ broken(how: "refusal") { id } }' });
    expect(refusal.body.errors?.[0]).toMatchObject({
      path: ['broken'],
      extensions: { code: 'FORBIDDEN', action: 'worker:read' },
    });
    const fault = await post({ query: '{ broken(how: "fault") { id } }' });
    const text = JSON.stringify(fault.body);
    expect(text).not.toContain(SECRET_TEXT);
    expect(text).not.toContain('stack');
    const { code, requestId } = fault.body.errors?.[0]?.extensions ?? {};
    expect(code).toBe('INTERNAL');
    expect(trees.logged.some((line) => line.includes(String(requestId)) && line.includes(SECRET_TEXT))).toBe(true);
  });

  it('replaces a request id that could forge a log line', async () => {
    expect(
      (await post({ query: '{ __typename }' }, { headers: { 'x-request-id': 'front-end-0001' } })).headers[
        'x-request-id'
      ],
    ).toBe('front-end-0001');
    expect(
      (await post({ query: '{ __typename }' }, { headers: { 'x-request-id': 'a b' } })).headers['x-request-id'],
    ).not.toBe('a b');
  });

  it('refuses a batch, a mutation by GET, a body that is no JSON and one that is too large', async () => {
    expect((await post([{ query: '{ __typename }' }])).body.errors?.[0]?.extensions['code']).toBe('BATCHING_DISABLED');
    expect((await post('{"query":')).body.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    const large = await post({ query: '{ __typename }', variables: { x: 'x'.repeat(2 ** 21) } });
    expect([large.status, large.body.errors?.[0]?.extensions['code']]).toEqual([413, 'BODY_LIMIT']);
    const headers = { authorization: `Bearer ${await trees.token()}`, 'apollo-require-preflight': '1' };
    const get = await app.inject({ method: 'GET', url: '/graphql?query=mutation%7Bplant%7D', headers });
    expect([get.statusCode, treeResolver.mutations]).toEqual([405, 0]);
  });

  it('refuses a simple cross-site request', async () => {
    const authorization = `Bearer ${await trees.token()}`;
    const response = await app.inject({
      method: 'GET',
      url: '/graphql?query=%7B__typename%7D',
      headers: { authorization },
    });
    expect(response.statusCode).toBe(400);
  });

  it('refuses documents beyond the limits before they run', async () => {
    const aliases = Array.from({ length: 31 }, (_, n) => `a${n}: __typename`).join(' ');
    expect((await post({ query: `{ ${aliases} }` })).body.errors?.[0]?.extensions['code']).toBe('ALIAS_LIMIT');
    const tokens = `{ ${'__typename '.repeat(5001)} }`;
    expect((await post({ query: tokens })).body.errors?.[0]?.extensions['code']).toBe('TOKEN_LIMIT');
  });

  it('publishes an SDL that composition reads', () => {
    expect(trees.sdl).toContain('type Tree @key(fields: "id")');
    expect(trees.sdl).not.toContain('_entities');
  });
});
