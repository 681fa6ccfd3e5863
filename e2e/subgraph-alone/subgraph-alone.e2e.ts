import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { type Action, type DevelopmentTokenOptions, SIGNATURE_HEADER, signGatewayCall } from '@nuan/auth';
import { newId } from '@nuan/kernel';
import { hostileTokens, REVOKED } from '@nuan/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type SampleSubgraph, startSampleSubgraph } from '../testkit/sample-subgraph';
import { GATEWAY_SECRET } from '../testkit/sample-supergraph';
import type { SampleDatabase } from '../../tools/sample-data/src';

/** An entity of a subgraph that is looked up by its id, the right to read it, and the table that holds it. */
interface LookedUp {
  readonly field: string;
  readonly type: string;
  readonly table: string;
  readonly right: Action;
}

const LOOKED_UP: readonly (readonly [SampleDatabase, LookedUp])[] = [
  ['workers', { field: 'household', type: 'Household', table: 'household', right: 'household:read' }],
  ['enterprises', { field: 'enterprise', type: 'Enterprise', table: 'enterprise', right: 'enterprise:read' }],
  ['assistance', { field: 'disbursement', type: 'Disbursement', table: 'disbursement', right: 'disbursement:read' }],
  ['employment', { field: 'placement', type: 'Placement', table: 'placement', right: 'placement:read' }],
  ['migrants', { field: 'wageCase', type: 'WageCase', table: 'wage_case', right: 'wageCase:read' }],
];

/** What a token that doesn't hold is told, whatever is wrong with it. */
const REFUSED = {
  errors: [
    {
      message: 'A valid access token is required.',
      extensions: { code: 'UNAUTHENTICATED', requestId: expect.any(String) },
    },
  ],
};

const COUNTY = { role: 'county', region: '340102' } as const;
const ROUNDS = 25;

describe.each(LOOKED_UP)('%s, without a gateway before it', (name, { field, type, table, right }) => {
  let alone: SampleSubgraph;
  let identity: Server;
  let url: string;
  let foreign: string;

  beforeAll(async () => {
    const entries = [{ jti: REVOKED.tokenId }, { sub: REVOKED.subject, before: Math.floor(Date.now() / 1000) + 3600 }];
    identity = createServer((_request, response) =>
      response.end(JSON.stringify({ asOf: new Date().toISOString(), entries })),
    );
    await new Promise<void>((resolve) => identity.listen(0, '127.0.0.1', resolve));
    const { port } = identity.address() as AddressInfo;
    const trust = { NUAN_REVOCATIONS: `http://127.0.0.1:${port}/revocations`, NUAN_INTROSPECTION: 'admin' };
    alone = await startSampleSubgraph(name, trust);
    url = `${alone.subgraphs[name]?.url ?? ''}/graphql`;
    const rows = await alone.db.query<{ id: string }[]>(
      `select id from ${table} where region_code not like '3401%' order by id limit 1`,
    );
    foreign = rows[0]?.id ?? '';
  });
  afterAll(async () => {
    await alone.stop();
    identity.close();
  });

  const post = async (
    authorization: string | undefined,
    body: object,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; challenge: string | null; body: Record<string, unknown> }> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(authorization !== undefined && { authorization }),
        ...headers,
      },
      body: JSON.stringify(body),
    });
    const challenge = response.headers.get('www-authenticate');
    return { status: response.status, challenge, body: (await response.json()) as Record<string, unknown> };
  };
  const bearer = async (as: Partial<DevelopmentTokenOptions>): Promise<string> =>
    `Bearer ${await alone.tokens.issue(as)}`;
  const codesOf = ({ body }: { body: Record<string, unknown> }): unknown[] =>
    ((body['errors'] ?? []) as { extensions: { code: unknown } }[]).map(({ extensions }) => extensions.code);

  it('verifies tokens itself: every token that does not hold is refused in the same words', async () => {
    const other = name === 'workers' ? 'migrants' : 'workers';
    const hostile = await hostileTokens(alone.tokens, other);
    for (const [what, authorization] of hostile) {
      const answer = await post(authorization, { query: '{ __typename }' });
      expect([what, answer]).toEqual([what, { status: 401, challenge: 'Bearer', body: REFUSED }]);
    }
    expect(hostile.length).toBeGreaterThan(20);
    expect((await post(await bearer({ ...COUNTY, subgraph: name }), { query: '{ __typename }' })).status).toBe(200);
  });

  it('takes a filter as a variable, as clients send it, one within another too', async () => {
    const county = await bearer(COUNTY);
    const list = `query ($where: ${type}Where) { ${field}s(where: $where, first: 1) { nodes { id } totalCount } }`;
    const asked = async (where: object) => post(county, { query: list, variables: { where } });
    const near = { or: [{ region: { under: '340102' } }, { not: { region: { under: '340000' } } }] };
    const { data, errors } = (await asked({ and: [near] })).body as { data: object; errors?: object };
    expect([errors, Object.keys(data)]).toEqual([undefined, [`${field}s`]]);
    const wrong = await asked({ and: [{ or: [{ nothing: true }] }] });
    expect(codesOf(wrong)).toEqual(['BAD_USER_INPUT']);
    expect(JSON.stringify(wrong.body)).toContain('where.and[0].or[0]');
  });

  const lookUp = (id: string): object => ({
    query: `query ($id: ID!) { ${field}(id: $id) { id } }`,
    variables: { id },
  });
  const anonymous = (body: object, id: string): string =>
    JSON.stringify(body)
      .replaceAll(id, 'ID')
      .replaceAll(/"requestId":"[^"]+"/g, '"requestId":"…"');

  it('tells of an id of another region what it tells of one that nobody has, in no other time', async () => {
    const county = await bearer(COUNTY);
    expect(foreign).not.toBe('');
    const timesMs: Record<'absent' | 'forbidden', number[]> = { absent: [], forbidden: [] };
    const ask = async (kind: keyof typeof timesMs, id: string): Promise<string> => {
      const sinceMs = performance.now();
      const { status, body } = await post(county, lookUp(id));
      timesMs[kind].push(performance.now() - sinceMs);
      return `${status} ${anonymous(body, id)}`;
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      const absent = newId();
      expect(await ask('forbidden', foreign)).toBe(await ask('absent', absent));
    }
    expect(codesOf(await post(county, lookUp(foreign)))).toEqual(['NOT_FOUND']);
    const province = await post(await bearer({ role: 'province' }), lookUp(foreign));
    expect(province.body['data']).toEqual({ [field]: { id: foreign } });
    const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    const [fast, slow] = [median(timesMs.absent), median(timesMs.forbidden)].sort((a, b) => a - b) as [number, number];
    expect(slow).toBeLessThan(2 * fast + 5);
  });

  const byKey = (...ids: string[]): object => ({
    query: `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on ${type} { id } } }`,
    variables: { keys: ids.map((id) => ({ __typename: type, id })) },
  });

  it('answers keys to its gateway, or by scope, and its SDL likewise; to anybody else the same refusal', async () => {
    const county = await bearer(COUNTY);
    for (const document of [
      byKey(foreign),
      { query: '{ _service { sdl } }' },
      { query: '{ a: _service { sdl } ... on Query { _entities(representations: 1) { no } } }' },
    ])
      expect(codesOf(await post(county, document))).toEqual(['FORBIDDEN']);
    const partner = { role: 'partner', region: '340102' } as const;
    const reader = await bearer({ ...partner, scopes: ['entities:read', right] });
    expect((await post(reader, byKey(foreign, newId()))).body['data']).toEqual({ _entities: [null, null] });
    expect(codesOf(await post(await bearer({ ...partner, scopes: ['entities:read'] }), byKey(foreign)))).toEqual([
      'FORBIDDEN',
    ]);
    const sdl = await post(await bearer({ ...partner, scopes: ['schema:read'] }), { query: '{ _service { sdl } }' });
    expect(JSON.stringify(sdl.body)).toContain(`type ${type}`);
    const call = { subgraph: name, requestId: 'call-of-the-gateway', body: JSON.stringify(byKey(foreign, newId())) };
    const signature = (secret: string, subgraph: string = call.subgraph): Record<string, string> => ({
      'x-request-id': call.requestId,
      [SIGNATURE_HEADER]: signGatewayCall(secret, { ...call, subgraph }),
    });
    const signed = await post(county, byKey(foreign), signature(GATEWAY_SECRET));
    expect(codesOf(signed)).toEqual(['FORBIDDEN']);
    const same = JSON.parse(call.body) as object;
    expect((await post(county, same, signature(GATEWAY_SECRET))).body['data']).toEqual({ _entities: [null, null] });
    expect(codesOf(await post(county, same, signature(`${GATEWAY_SECRET}!`)))).toEqual(['FORBIDDEN']);
    expect(codesOf(await post(county, same, signature(GATEWAY_SECRET, 'another')))).toEqual(['FORBIDDEN']);
  });

  it('shows its schema to the roles that are configured, and suggests nothing to others', async () => {
    const question = { query: '{ __schema { queryType { name } } }' };
    expect(codesOf(await post(await bearer({ role: 'admin' }), question))).toEqual([]);
    expect(codesOf(await post(await bearer(COUNTY), question))).toEqual(['INTROSPECTION_DISABLED']);
    const typo = await post(await bearer(COUNTY), { query: `{ ${field}s { nodez { id } } }` });
    expect(codesOf(typo)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(JSON.stringify(typo.body)).not.toContain('Did you mean');
  });
});
