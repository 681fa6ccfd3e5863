import type { ServerResponse } from 'node:http';
import { connect } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { isGatewayCall } from '@nuan/auth';
import { hostileTokens } from '@nuan/testing';

import { noRequest, send } from '../../specimens/specimen.server';
import {
  ask,
  GATEWAY_SECRET,
  type SpecimenSupergraph,
  startSpecimenSupergraph,
} from '../../specimens/specimen.supergraph';

describe('the HTTP edge', () => {
  let graph: SpecimenSupergraph;
  let endpoint: string;
  let authorization: string;
  beforeAll(async () => {
    graph = await startSpecimenSupergraph({ maxBodyBytes: 20_000 });
    endpoint = `${graph.url}/graphql`;
    authorization = `Bearer ${graph.token}`;
  });
  afterAll(() => graph.stop());
  beforeEach(() => graph.reset());

  it.each(['{ __typename }', '{ __schema { queryType { name } } }', '{ households { id } }'])(
    'answers nothing without a token: %s',
    async (query) => {
      const answer = await ask(endpoint, { query }, {});
      expect(answer).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
      expect(answer.data).toBeUndefined();
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(graph.counts()).toEqual({});
    },
  );

  it('refuses every token that does not hold in the same words, and one made out for a subgraph in others', async () => {
    const errors = [
      {
        message: 'A valid access token is required.',
        extensions: { code: 'UNAUTHENTICATED', requestId: expect.any(String) },
      },
    ];
    for (const [what, header] of await hostileTokens(graph.tokens, 'workers')) {
      if (what.includes('revoked')) continue; // of tokens taken back the verifier of this spec knows nothing
      const answer = await ask(
        endpoint,
        { query: '{ __typename }' },
        header === undefined ? {} : { authorization: header },
      );
      if (what.includes('subgraph'))
        expect(answer).toMatchObject({ status: 403, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
      else expect([what, answer.status, answer.errors]).toEqual([what, 401, errors]);
    }
    expect(graph.counts()).toEqual({});
  });

  it('refuses a token that names a contract, which is of one subgraph’s own schema', async () => {
    const token = await graph.tokens.issue({ role: 'partner', contract: 'finance' });
    const answer = await ask(endpoint, { query: '{ __typename }' }, { authorization: `Bearer ${token}` });
    expect(answer).toMatchObject({ status: 403, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect(graph.counts()).toEqual({});
  });

  it('refuses in production every partner department, whose contracts are of the subgraphs, and lets our services in', async () => {
    const production = await startSpecimenSupergraph({ partnersNeedContract: true, verifier: graph.tokens.verifier });
    const askAs = async (as: object) =>
      ask(
        `${production.url}/graphql`,
        { query: '{ __typename }' },
        { authorization: `Bearer ${await graph.tokens.issue({ role: 'partner', scopes: ['household:read'], ...as })}` },
      );
    for (const as of [{}, { department: '水利' }, { department: '民政' }])
      expect(await askAs(as)).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(production.counts()).toEqual({});
    expect((await askAs({ department: 'nuan' })).status).toBe(200);
    expect((await askAs({ department: '数据中心', isService: true })).status).toBe(200);
    expect((await askAs({ role: 'province' })).status).toBe(200);
    await production.stop();
  });

  it('forwards the token, the request id and its own signature, and no other header', async () => {
    await graph.ask(
      '{ households { id } }',
      {},
      {
        'x-request-id': 'my-request-0001',
        cookie: 'a=b',
        'x-forwarded-for': '1.2.3.4',
        'x-nuan-signature': 't=1795564903000, v2=forged',
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      },
    );
    const [{ headers, body } = noRequest] = graph.servers['workers']?.received ?? [];
    const call = { subgraph: 'workers', requestId: 'my-request-0001', body };
    expect(isGatewayCall(GATEWAY_SECRET, headers['x-nuan-signature'], call)).toBe(true);
    expect(headers).toMatchObject({
      authorization,
      'x-request-id': 'my-request-0001',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    });
    expect(Object.keys(headers).sort()).toEqual(
      [
        'accept',
        'authorization',
        'connection',
        'content-length',
        'content-type',
        'host',
        'traceparent',
        'x-nuan-signature',
        'x-request-id',
      ].sort(),
    );
  });

  it.each(['short', 'a b c d e f g h', 'x'.repeat(65), '<script>alert(1)'])(
    'replaces the request id %j',
    async (given) => {
      const { headers, errors } = await graph.ask('{ nothing }', {}, { 'x-request-id': given });
      const id = headers.get('x-request-id');
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
      expect(errors?.[0]?.extensions['requestId']).toBe(id);
    },
  );

  it('refuses a batch', async () => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: '[{"query":"{__typename}"},{"query":"{__typename}"}]',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BATCHING_DISABLED' } }] });
  });

  it('refuses a body over the limit, announced or not, and a compressed one', async () => {
    const body = JSON.stringify({ query: '{ __typename }', variables: { x: 'y'.repeat(30_000) } });
    const headers = { authorization, 'content-type': 'application/json' };
    const announced = await fetch(endpoint, { method: 'POST', headers, body });
    expect(announced.status).toBe(413);
    expect(await announced.json()).toMatchObject({ errors: [{ extensions: { code: 'BODY_LIMIT' } }] });
    const stream = new Blob([body]).stream();
    const streamed = await fetch(endpoint, { method: 'POST', headers, body: stream, duplex: 'half' } as RequestInit);
    expect(streamed.status).toBe(413);
    const packed = await fetch(endpoint, {
      method: 'POST',
      headers: { ...headers, 'content-encoding': 'gzip' },
      body: 'x',
    });
    expect(packed.status).toBe(415);
  });

  it('takes queries by GET from deliberate clients only, and no mutation at all', async () => {
    const get = (query: string, headers: Record<string, string>) =>
      fetch(`${endpoint}?query=${encodeURIComponent(query)}`, {
        headers: { authorization, accept: 'application/json', ...headers },
      });
    expect((await get('{ __typename }', {})).status).toBe(403);
    expect((await get('{ __typename }', { 'apollo-require-preflight': '1' })).status).toBe(200);
    const mutation = await get('mutation { register(no: "1") { id } }', { 'apollo-require-preflight': '1' });
    expect(mutation.status).toBe(405);
    expect(await mutation.json()).toMatchObject({ errors: [{ extensions: { code: 'METHOD_NOT_ALLOWED' } }] });
    expect((await fetch(endpoint, { method: 'PUT', headers: { authorization } })).status).toBe(405);
    expect(graph.counts()).toEqual({});
  });

  it('refuses the content types of a cross-site form', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: { authorization, 'content-type': type },
        body: 'query={__typename}',
      });
      expect(response.status).toBeGreaterThanOrEqual(400);
    }
    expect(graph.counts()).toEqual({});
  });

  it('never lets an answer be stored', async () => {
    const { headers } = await graph.ask('{ __typename }');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is closed to pages of origins that are not configured', async () => {
    const preflight = (origin: string) =>
      fetch(endpoint, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
    const allowed = await preflight('https://dashboard.test');
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([
      204,
      'https://dashboard.test',
    ]);
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
    const refused = await preflight('https://evil.test');
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });

  it('answers health without a token, and nothing else', async () => {
    expect(await (await fetch(`${graph.url}/healthcheck`)).json()).toEqual({ status: 'ok', name: 'gateway' });
    expect(await (await fetch(`${graph.url}/readiness`)).json()).toMatchObject({
      ready: true,
      subgraphs: { workers: 'ready' },
    });
    const missing = await fetch(`${graph.url}/graphiql`);
    expect(missing.status).toBe(404);
    expect(await missing.text()).not.toMatch(/hive|yoga/i);
  });

  it('gives up the queries of a client that hangs up', async () => {
    let isGivenUp = false;
    const fault = (_request: unknown, response: ServerResponse): void =>
      void response.once('close', () => (isGivenUp = true));
    Object.assign(graph.servers['workers'] ?? {}, { fault });
    const body = JSON.stringify({ query: '{ households { id } }' });
    const { hostname, port } = new URL(endpoint);
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    await until(() => graph.counts()['workers'] === 1);
    expect(isGivenUp).toBe(false);
    socket.destroy();
    // The subgraph is told by the end of its own connection.
    await until(() => isGivenUp);
    expect(isGivenUp).toBe(true);
    const { status } = await graph.ask('{ __typename }');
    expect(status).toBe(200);
  });

  it('finishes what is under way when it closes, and takes nothing more', async () => {
    const closing = await startSpecimenSupergraph();
    const workers = closing.servers['workers'];
    Object.assign(workers ?? {}, {
      fault: (_request: unknown, response: ServerResponse) =>
        setTimeout(() => send(response, 200, { data: { households: [] } }), 200),
    });
    const underWay = closing.ask('{ households { id } }');
    await until(() => closing.counts()['workers'] === 1);
    const started = Date.now();
    const closed = closing.gateway.close();
    expect((await underWay).data).toEqual({ households: [] });
    await closed;
    expect(Date.now() - started).toBeLessThan(2_000);
    await expect(closing.ask('{ __typename }')).rejects.toThrow();
    await Promise.all(Object.values(closing.servers).map((server) => server.stop()));
  });

  async function until(isDone: () => boolean): Promise<void> {
    for (let attempt = 0; attempt < 100 && !isDone(); attempt += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
  }
});
