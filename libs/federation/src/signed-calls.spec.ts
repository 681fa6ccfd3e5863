import { SIGNATURE_HEADER, signGatewayCall } from '@nuan/auth';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { FIRST, GATEWAY_SECRET, treeResolver, treesByKey, type TreeServer, treeServer } from '../testing/tree.server';

const ID = 'signed-call-0001';
const CALL = treesByKey([FIRST]);
const BODY = JSON.stringify(CALL);

/** Headers of a call signed with something other than it should be. */
const signed = (
  change: { secret?: string; subgraph?: string; requestId?: string; body?: string; atMs?: number } = {},
): Record<string, string> => {
  const { secret = GATEWAY_SECRET, subgraph = 'trees', requestId = ID, body = BODY, atMs = Date.now() } = change;
  return { 'x-request-id': ID, [SIGNATURE_HEADER]: signGatewayCall(secret, { subgraph, requestId, body }, atMs) };
};

describe('the machinery of the federation', () => {
  let trees: TreeServer;
  beforeAll(async () => void (trees = await treeServer()));
  afterAll(() => trees.app.close());

  const codeOf = async (body: unknown, request: Parameters<TreeServer['post']>[1] = {}): Promise<unknown> => {
    const answer = await trees.post(body, request);
    return answer.body.errors?.[0]?.extensions['code'] ?? 'answered';
  };

  it('answers keys to calls that the gateway signed, ten thousand at once', async () => {
    expect(await codeOf(BODY, { headers: signed() })).toBe('answered');
    const many = treesByKey(Array.from({ length: 10_000 }, () => FIRST));
    expect(await codeOf(many, { isSigned: true })).toBe('answered');
    expect(await codeOf(treesByKey(Array.from({ length: 10_001 }, () => FIRST)), { isSigned: true })).toBe(
      'BAD_USER_INPUT',
    );
  });

  it.each([
    ['nothing', {}],
    ['the secret itself', { 'x-nuan-gateway': GATEWAY_SECRET }],
    ['another secret', signed({ secret: 'gateway-secret-0002' })],
    ['a signature that is too old', signed({ atMs: Date.now() - 31_000 })],
    ['a signature of a time to come', signed({ atMs: Date.now() + 300_000 })],
    ['the signature of a call to another subgraph', signed({ subgraph: 'orchards' })],
    ['the signature of another body', signed({ body: `${BODY} ` })],
    ['the signature of another request', signed({ requestId: 'signed-call-0002' })],
    ['no request id', { [SIGNATURE_HEADER]: signed()[SIGNATURE_HEADER] ?? '' }],
    ['another request id', { ...signed(), 'x-request-id': 'signed-call-0002' }],
  ])('is closed to a call with %s', async (_what, headers) => {
    const before = treeResolver.batches;
    expect(await codeOf(BODY, { headers })).toBe('FORBIDDEN');
    expect(treeResolver.batches).toBe(before);
  });

  it('is closed to a call that is sent again, whoever sends it, and open to an equal one that is signed anew', async () => {
    const headers = signed();
    const before = treeResolver.batches;
    expect(await codeOf(BODY, { headers })).toBe('answered');
    expect(await Promise.all([1, 2, 3].map(() => codeOf(BODY, { headers })))).toEqual(Array(3).fill('FORBIDDEN'));
    expect(await codeOf(BODY, { headers: signed() })).toBe('answered');
    expect(treeResolver.batches).toBe(before + 2);
  });

  it('does not take a signature for a token: without one a signed call is nobody’s', async () => {
    const response = await trees.app.inject({
      method: 'POST',
      url: '/graphql',
      payload: BODY,
      headers: { 'content-type': 'application/json', ...signed() },
    });
    expect(response.statusCode).toBe(401);
  });

  it.each([
    ['an alias', `{ tree: _entities(representations: []) { __typename } }`],
    ['an inline fragment', `{ ... on Query { _service { sdl } } }`],
    ['a named fragment', `{ ...F } fragment F on Query { ...G } fragment G on Query { s: _service { sdl } }`],
    ['a fragment that is used nowhere', `{ __typename } fragment F on Query { _service { sdl } }`],
    ['a directive that skips it', `{ __typename _service @skip(if: true) { sdl } }`],
    ['a place where it does not exist', `{ tree(id: "x") { _entities { _service } } }`],
    ['arguments and types that do not exist', `{ _entities(keys: 3) { ... on Nothing { id } } }`],
    ['something else that is allowed', `{ tree(id: "${FIRST}") { id } _service { sdl } }`],
    ['a mutation beside it', `mutation { plant } query Other { _service { sdl } }`],
  ])('is refused in the same words through %s, before anything runs', async (_what, query) => {
    const [batches, mutations] = [treeResolver.batches, treeResolver.mutations];
    const { status, body } = await trees.post({ query });
    expect([status, body.data]).toEqual([403, undefined]);
    expect(body.errors).toEqual([
      {
        message: 'Only the gateway may ask for this, or a token whose scope names the right.',
        extensions: { code: 'FORBIDDEN', requestId: expect.any(String) },
      },
    ]);
    expect([treeResolver.batches, treeResolver.mutations]).toEqual([batches, mutations]);
  });

  it('is refused by GET as well', async () => {
    const response = await trees.app.inject({
      method: 'GET',
      url: `/graphql?query=${encodeURIComponent('{ _service { sdl } }')}`,
      headers: { authorization: `Bearer ${await trees.token()}`, 'apollo-require-preflight': '1' },
    });
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([403, 'FORBIDDEN']);
  });

  it('takes a text that merely names it for a text', async () => {
    expect(await codeOf({ query: '{ tree(id: "_entities") { id } }' })).not.toBe('FORBIDDEN');
  });

  it('opens by scope, each right alone: 500 keys for entities:read, the SDL for schema:read', async () => {
    const sdl = { query: '{ _service { sdl } }' };
    const partner = { role: 'partner', scopes: ['entities:read', 'worker:read'] } as const;
    expect(await codeOf(treesByKey([FIRST]), partner)).toBe('answered');
    expect(await codeOf(treesByKey(Array.from({ length: 501 }, () => FIRST)), partner)).toBe('BAD_USER_INPUT');
    expect(await codeOf(sdl, partner)).toBe('FORBIDDEN');
    const reader = { role: 'partner', scopes: ['schema:read'] } as const;
    expect((await trees.post(sdl, reader)).body.data).toEqual({
      _service: { sdl: expect.stringContaining('type Tree') },
    });
    expect(await codeOf(treesByKey([FIRST]), reader)).toBe('FORBIDDEN');
    for (const role of ['admin', 'auditor', 'province'] as const)
      expect(await codeOf(sdl, { role, scopes: ['schema:read', 'entities:read'] })).toBe('FORBIDDEN');
  });
});
