import { request as httpRequest, type ServerResponse } from 'node:http';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { noRequest, type ReceivedRequest } from '../../specimens/specimen.server';
import { type SpecimenSupergraph, startSpecimenSupergraph } from '../../specimens/specimen.supergraph';

/** The headers that a subgraph is sent, and no other, whatever the client sent. */
const FORWARDED = [
  'accept',
  'authorization',
  'connection',
  'content-length',
  'content-type',
  'host',
  'x-nuan-signature',
  'x-request-id',
];

/** The headers that a client is sent with an answer, and no other, whatever a subgraph sent. */
const TOLD = [
  'cache-control',
  'connection',
  'content-length',
  'content-type',
  'date',
  'keep-alive',
  'referrer-policy',
  'vary',
  'x-content-type-options',
  'x-request-id',
];

const QUERY = '{ households(first: 1) { fileNo } }';

describe('what passes the gateway', () => {
  let graph: SpecimenSupergraph;
  beforeAll(async () => void (graph = await startSpecimenSupergraph()));
  afterAll(() => graph.stop());
  beforeEach(() => graph.reset());

  const received = (): ReceivedRequest => graph.servers['workers']?.received[0] ?? noRequest;

  /** Node's own fetch refuses hop-by-hop headers, so they are sent without it. */
  const send = (headers: Record<string, string>, body: object): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const options = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } };
      const request = httpRequest(`${graph.url}/graphql`, options, (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      });
      request.on('error', reject).end(JSON.stringify(body));
    });

  it.each<Record<string, string>>([
    {
      'x-nuan-signature': `t=${Date.now()}, n=${'0'.repeat(16)}, v2=${'0'.repeat(64)}`,
      'x-nuan-gateway': 's',
      'x-nuan-viewer': '{}',
    },
    { 'x-user': 'officer-9', 'x-user-id': 'officer-9', 'x-role': 'province', 'x-scope': 'entities:read' },
    { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': 'a', 'x-forwarded-proto': 'https', forwarded: 'for=::1' },
    { 'x-real-ip': '::1', via: '1.1 proxy', 'x-original-url': '/metrics', 'x-http-method-override': 'GET' },
    { cookie: 'session=province', origin: 'https://dashboard.test', referer: 'https://dashboard.test/secret' },
    { connection: 'close, x-hop', 'x-hop': '1', te: 'trailers', 'proxy-authorization': 'Basic YTph', trailer: 'x-t' },
    { 'x-request-id': 'request-0001%0d%0aset-cookie: a=b', traceparent: 'forged', baggage: 'role=province' },
  ])('to a subgraph is its own headers alone, whatever the client sends: %j', async (headers) => {
    const authorization = `Bearer ${graph.token}`;
    expect(await send({ authorization, ...headers }, { query: QUERY })).toBe(200);
    expect(Object.keys(received().headers).sort()).toEqual(FORWARDED);
    const values = Object.values(received().headers);
    expect(Object.values(headers).filter((value) => values.includes(value))).toEqual([]);
    expect(received().headers.authorization).toBe(authorization);
  });

  it.each([
    { jwt: { payload: { sub: 'officer-9', role: 'province' } } },
    { viewer: { role: 'province', readPrefixes: ['34'] } },
    { headers: { authorization: 'Bearer x' }, isGateway: true },
  ])('to a subgraph is a document and its variables, and none of the client’s extensions: %j', async (extensions) => {
    const county = await graph.tokens.issue({ role: 'county', region: '340102' });
    const query = '{ me { role } households(first: 1) { fileNo } }';
    const answer = await graph.ask(query, {}, { authorization: `Bearer ${county}` });
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${county}` },
      body: JSON.stringify({ query, variables: {}, extensions }),
    });
    expect(((await response.json()) as { data: object }).data).toEqual(answer.data);
    expect(answer.data).toMatchObject({ me: { role: 'COUNTY' } });
    const bodies = graph.servers['workers']?.received.map(({ body }) => Object.keys(JSON.parse(body) as object));
    expect(bodies).toEqual([
      ['query', 'variables'],
      ['query', 'variables'],
    ]);
  });

  const HEADERS = {
    'set-cookie': ['session=1; Path=/', 'other=2'],
    'access-control-allow-origin': '*',
    'www-authenticate': 'Basic realm="subgraph"',
    location: 'https://evil.test/',
    server: 'workers/1.0',
    'x-powered-by': 'workers',
    'content-encoding': 'identity',
    'cache-control': 'public, max-age=600',
    'x-request-id': 'of-the-subgraph',
  };

  it('to a client is data and public errors, and neither headers nor extensions of a subgraph', async () => {
    const http = { status: 418, headers: { 'set-cookie': 'by-error=1' } };
    const error = {
      message: 'Not yours.',
      path: ['households'],
      extensions: { code: 'FORBIDDEN', http, serviceName: 'workers', exception: { stacktrace: ['at secret'] } },
    };
    const body = { data: null, errors: [error], extensions: { viewer: { role: 'province' }, trace: 'secret' } };
    const answerWith = (_request: unknown, response: ServerResponse): void =>
      void response.writeHead(200, { ...HEADERS, 'content-type': 'application/json' }).end(JSON.stringify(body));
    Object.assign(graph.servers['workers'] ?? {}, { fault: answerWith });
    const answer = await graph.ask(QUERY);
    expect([...answer.headers.keys()].filter((name) => !TOLD.includes(name))).toEqual([]);
    expect([answer.headers.get('cache-control'), answer.headers.get('set-cookie')]).toEqual(['no-store', null]);
    expect(answer.headers.get('x-request-id')).not.toBe('of-the-subgraph');
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.extensions ?? {}).filter((name) => name !== 'cost')).toEqual([]);
    expect(answer.errors).toEqual([
      expect.objectContaining({
        message: 'Not yours.',
        extensions: { code: 'FORBIDDEN', requestId: expect.any(String) },
      }),
    ]);
  });

  it.each([301, 302, 307, 401, 500])('to a client is no status %i and no address of a subgraph', async (status) => {
    const redirect = (_request: unknown, response: ServerResponse): void =>
      void response.writeHead(status, { ...HEADERS, 'content-type': 'text/html' }).end('<a href="https://evil.test/">');
    Object.assign(graph.servers['workers'] ?? {}, { fault: redirect });
    const answer = await graph.ask(QUERY);
    expect([answer.status, answer.errors?.[0]?.extensions['code']]).toEqual([200, 'SUBGRAPH_UNAVAILABLE']);
    expect([...answer.headers.keys()].filter((name) => !TOLD.includes(name))).toEqual([]);
    expect(graph.counts()).toEqual({ workers: 1 });
  });
});
