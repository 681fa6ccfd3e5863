import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, visit } from 'graphql';

import { SAMPLE_DATABASES } from '../../tools/sample-data/src';
import { type ProductionPlatform, type ProgramName, startProductionPlatform } from '../testkit/production-platform';

interface Answered {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly data: unknown;
  readonly codes: readonly unknown[];
  readonly extensions: unknown;
}

/** A circle through the schema, as scanners ask for it. */
const CIRCLE =
  '{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }';

const PREFLIGHTED = { 'apollo-require-preflight': '1' };
const MUTATION = 'mutation { __typename }';
const times = (count: number, part: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => part(n)).join(' ');

describe.each<ProgramName>(['gateway', ...SAMPLE_DATABASES])('what scanners look for, at %s in production,', (name) => {
  const send = async (init: RequestInit, search = '', token = platform.tokens.county): Promise<Answered> => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    const response = await fetch(`${platform.urls[name]}${search}`, { redirect: 'manual', ...init, headers });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    const body = (type.includes('json') ? JSON.parse(text) : {}) as {
      data?: unknown;
      errors?: { extensions?: { code?: unknown } }[];
      extensions?: unknown;
    };
    const codes = (body.errors ?? []).map(({ extensions }) => extensions?.code);
    return { status: response.status, type, text, data: body.data, codes, extensions: body.extensions };
  };
  const post = (query: string, token?: string): Promise<Answered> =>
    send(
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) },
      '',
      token,
    );
  const get = (query: string, headers: Record<string, string> = {}): Promise<Answered> =>
    send({ headers }, `?query=${encodeURIComponent(query)}`);

  it.each([
    ['aliases', `{ ${times(101, (n) => `a${n}: __typename`)} }`, 'ALIAS_LIMIT'],
    ['directives', `{ __typename ${'@include(if: true) '.repeat(500)} }`, 'DIRECTIVE_LIMIT'],
    ['the same field', `{ ${'__typename '.repeat(2_500)} }`, 'TOKEN_LIMIT'],
    ['a circle through the schema', CIRCLE, 'GRAPHQL_VALIDATION_FAILED'],
  ])('is no overload by %s', async (_what, query, code) => {
    const { data, codes } = await post(query);
    expect([data ?? null, codes]).toEqual([null, expect.arrayContaining([code])]);
  });

  it('is no circle through the schema for administrators either, and no batch', async () => {
    expect((await post(CIRCLE, platform.tokens.admin)).data ?? null).toBeNull();
    const body = JSON.stringify(Array.from({ length: 10 }, () => ({ query: '{ __typename }' })));
    const batch = await send({ method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect([batch.status, batch.codes]).toEqual([400, ['BATCHING_DISABLED']]);
  });

  it('is no query by GET that a page of another site can send, and no mutation by GET at all', async () => {
    const plain = await get('{ __typename }');
    expect([plain.status >= 400, plain.data ?? null]).toEqual([true, null]);
    expect((await get('{ __typename }', PREFLIGHTED)).data).toEqual({ __typename: 'Query' });
    const mutation = await get(MUTATION, PREFLIGHTED);
    expect([mutation.status, mutation.data ?? null]).toEqual([405, null]);
  });

  it.each([
    'text/plain',
    'message/rfc822',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'text/plain; application/json',
    'application/json/',
    'json',
    ',',
  ])('is no query by GET with a content type that browsers may send unasked: %s', async (type) => {
    const answer = await get('{ __typename }', { 'content-type': type });
    expect([answer.status >= 400 && answer.status < 500, answer.data ?? null]).toEqual([true, null]);
  });

  it.each([
    ['application/x-www-form-urlencoded', 'query=%7B__typename%7D'],
    ['text/plain', '{"query":"{ __typename }"}'],
    ['application/graphql', '{ __typename }'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n{ __typename }\r\n--x--\r\n',
    ],
    [
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{"query":"{ __typename }"}\r\n--x\r\ncontent-disposition: form-data; name="map"\r\n\r\n{}\r\n--x--\r\n',
    ],
  ])('is no POST of a form or of text: %s', async (type, body) => {
    for (const headers of [{}, PREFLIGHTED]) {
      const answer = await send({ method: 'POST', headers: { 'content-type': type, ...headers }, body });
      expect([answer.status, answer.data ?? null]).toEqual([415, null]);
    }
  });

  it.each(['utf-16', 'utf-16le', 'utf-7', 'utf-32', 'gb18030', 'x-none', '"', 'a; charset=b; charset=utf-16'])(
    'is no fault by an odd charset: %s',
    async (charset) => {
      const headers = { 'content-type': `application/json; charset=${charset}` };
      const body = JSON.stringify({ query: '{ __typename }' });
      const asUtf8 = await send({ method: 'POST', headers, body });
      expect(asUtf8.status).toBeLessThan(500);
      const wide = await send({ method: 'POST', headers, body: Buffer.from(body, 'utf16le') });
      expect([wide.status >= 400 && wide.status < 500, wide.data ?? null]).toEqual([true, null]);
      expect((await post('{ __typename }')).data).toEqual({ __typename: 'Query' });
    },
  );

  it('tells nothing of the schema, of its making or of its time', async () => {
    const schema = await post('{ __schema { queryType { name } } }');
    expect([schema.data ?? null, schema.codes]).toEqual([null, ['INTROSPECTION_DISABLED']]);
    const typo = await post('{ __typenam region { code } }');
    expect(typo.text).not.toMatch(/did you mean/i);
    const traced = await send({
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', 'apollo-federation-include-trace': 'ftv1', 'apollo-tracing': '1' },
        ...{ 'x-apollo-tracing': '1', 'x-nuan-query-plan': '1' },
      },
      body: JSON.stringify({ query: '{ region(code: "340100") { code } }' }),
    });
    expect(traced.data).toEqual({ region: { code: '340100' } });
    expect(Object.keys(traced.extensions as object)).toEqual(['cost']);
    const broken = await send({ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":' });
    for (const { text } of [schema, typo, broken, await post('{ region(code: 7) { code } }')])
      expect(text).not.toMatch(/stacktrace|node_modules|\bat .*\.[jt]s:\d|exception/i);
  });

  it('is no page for whoever opens it', async () => {
    const { origin } = new URL(platform.urls[name]);
    for (const path of ['/', '/graphiql', '/graphql', '/playground', '/altair', '/voyager', '/console', '/sandbox']) {
      const response = await fetch(`${origin}${path}`, { headers: { accept: 'text/html' }, redirect: 'manual' });
      expect([path, response.status >= 400]).toEqual([path, true]);
      expect(await response.text()).not.toMatch(/<html|graphiql|playground/i);
    }
  });

  it('is no second reveal or approval in one operation', async () => {
    const act = name === 'workers' || name === 'gateway' ? 'revealPerson(input: {})' : 'approveBatch(input: {})';
    const { data, codes } = await post(`mutation { a: ${act} { __typename } b: ${act} { __typename } }`);
    expect([data ?? null, codes]).toEqual([null, expect.arrayContaining(['ACT_LIMIT'])]);
  });
});

describe('fields that the gateway fetches for another field', () => {
  it.each(SAMPLE_DATABASES)('are none of %s: nothing is handed to a resolver past its own right', (name) => {
    const sdl = readFileSync(resolve(__dirname, `../../apps/${name}/schema.graphql`), 'utf8');
    const found: string[] = [];
    visit(parse(sdl), {
      FieldDefinition(field) {
        for (const directive of field.directives ?? [])
          if (/^(federation__)?(requires|fromContext|provides)$/.test(directive.name.value))
            found.push(field.name.value);
      },
    });
    expect(found).toEqual([]);
  });
});

let platform: ProductionPlatform;
beforeAll(async () => void (platform = await startProductionPlatform()));
afterAll(() => platform?.stop());
