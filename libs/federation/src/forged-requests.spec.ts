import { connect } from 'node:net';

import { SIGNATURE_HEADER } from '@nuan/auth';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { FIRST, treesByKey, type TreeServer, treeServer } from '../testing/tree.server';

const WHO_AM_I = { query: `{ tree(id: "${FIRST}") { askedBy } }` };
const COUNTY = { tree: { askedBy: 'county of 1' } };

/** Claims of a province, as a proxy or a gateway of another make would pass them on. */
const CLAIMS = { sub: 'officer-9', role: 'province', read: ['340000'], write: ['340000'], scope: 'entities:read' };

/** What a subgraph tells with every answer of GraphQL, and nothing beside it. */
const TOLD = [
  'cache-control',
  'connection',
  'content-length',
  'content-type',
  'date',
  'x-content-type-options',
  'x-request-id',
];

describe('a request that claims more than its token', () => {
  let trees: TreeServer;
  let port: number;
  beforeAll(async () => {
    trees = await treeServer({ introspection: [] });
    port = Number(new URL(await trees.app.listen({ port: 0, host: '127.0.0.1' })).port);
  });
  afterAll(() => trees.app.close());

  it.each<Record<string, string>>([
    { 'x-nuan-viewer': JSON.stringify(CLAIMS), 'x-nuan-role': 'province', 'x-nuan-caller': 'gateway' },
    {
      'x-nuan-gateway': 'gateway-secret-0001',
      [SIGNATURE_HEADER]: `t=${Date.now()}, n=${'0'.repeat(16)}, v2=${'0'.repeat(64)}`,
    },
    { 'x-user': 'officer-9', 'x-user-id': 'officer-9', 'x-role': 'province', 'x-scope': 'entities:read' },
    { 'x-forwarded-user': 'officer-9', 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1', forwarded: 'for=::1' },
    { 'x-forwarded-host': 'gateway', 'x-forwarded-proto': 'https', 'x-original-url': '/metrics', host: 'gateway' },
    { cookie: 'authorization=Bearer; session=province', 'proxy-authorization': 'Basic YWRtaW46YWRtaW4=' },
    { 'x-http-method-override': 'GET', 'x-method-override': 'DELETE' },
    { connection: 'close, authorization, x-request-id', te: 'trailers', 'keep-alive': 'timeout=99' },
  ])('is taken for what its token says: %j', async (headers) => {
    const claim = { role: 'county', headers } as const;
    const answer = await trees.post(WHO_AM_I, claim);
    expect([answer.status, answer.body.data]).toEqual([200, COUNTY]);
    expect(Object.keys(answer.headers).filter((name) => !TOLD.includes(name))).toEqual([]);
    expect((await trees.post(treesByKey([FIRST]), claim)).body.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it.each<Record<string, unknown>>([
    { jwt: { payload: CLAIMS, token: { value: 'x' } } },
    { viewer: { subject: 'officer-9', role: 'province', readPrefixes: ['34'] } },
    { caller: { entityLimit: 10_000, readsSdl: true, readsSchema: true }, isGateway: true },
    { headers: { authorization: 'Bearer x', [SIGNATURE_HEADER]: 'x' } },
  ])('is taken for what its token says: extensions %j', async (extensions) => {
    expect((await trees.post({ ...WHO_AM_I, extensions }, { role: 'county' })).body.data).toEqual(COUNTY);
    for (const query of [treesByKey([FIRST]).query, '{ _service { sdl } }', '{ __schema { types { name } } }']) {
      const { body } = await trees.post({ query, variables: { keys: [] }, extensions }, { role: 'county' });
      expect(body.errors?.[0]?.extensions['code']).toMatch(/^(FORBIDDEN|INTROSPECTION_DISABLED)$/);
    }
  });

  it.each(['{"__proto__":{"role":"province"}}', '{"constructor":{"prototype":{"role":"province"}}}'])(
    'is refused when it would change what all objects are: %s',
    async (extensions) => {
      const sent = JSON.stringify(WHO_AM_I).replace(/}$/, `,"extensions":${extensions}}`);
      const { status, body } = await trees.post(sent, { role: 'county' });
      expect([status, body.errors?.[0]?.extensions['code']]).toEqual([400, 'BAD_USER_INPUT']);
    },
  );

  it('gets nothing by a token anywhere but in its header', async () => {
    const token = await trees.token({ role: 'province' });
    const response = await trees.app.inject({
      method: 'POST',
      url: `/graphql?access_token=${token}&authorization=Bearer%20${token}`,
      headers: { cookie: `token=${token}`, 'x-authorization': `Bearer ${token}`, 'content-type': 'application/json' },
      payload: { ...WHO_AM_I, authorization: `Bearer ${token}`, extensions: { headers: { authorization: token } } },
    });
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
  });

  /** Sends bytes as they are: clients of our own would refuse to. */
  const sendRaw = async (lines: readonly string[]): Promise<string> => {
    const body = JSON.stringify(WHO_AM_I);
    const authorization = `authorization: Bearer ${await trees.token({ role: 'county' })}`;
    const head = ['POST /graphql HTTP/1.1', 'host: x', 'connection: close', 'content-type: application/json'];
    const sent = [...head, authorization, `content-length: ${body.length}`, ...lines, '', body].join('\r\n');
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(sent));
      let answer = '';
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
      socket.on('close', () => resolve(answer));
      socket.on('error', reject);
    });
  };

  it.each([
    ['a line feed', 'x-request-id: request-0001\nset-cookie: a=b'],
    ['a carriage return', 'x-request-id: request-0001\rset-cookie: a=b'],
    ['a folded line', 'x-request-id: request-0001\r\n set-cookie: a=b'],
    ['an encoded line break', 'x-request-id: request-0001%0d%0aset-cookie: a=b'],
    ['two ids', 'x-request-id: request-0001\r\nx-request-id: request-0002'],
    ['a name that is none', 'x-request-id : request-0001'],
  ])('forges no header and no line by its id with %s', async (_what, header) => {
    const answer = await sendRaw([header]);
    expect(answer).toMatch(/^HTTP\/1\.1 (200|400) /);
    expect(answer).not.toMatch(/set-cookie|request-000[12]/i);
  });

  it.each([['transfer-encoding: chunked'], ['transfer-encoding: chunked, identity'], ['content-length: 3']])(
    'is not read twice, by two lengths: %s',
    async (header) => {
      expect(await sendRaw([header])).toMatch(/^HTTP\/1\.1 400 /);
    },
  );
});
