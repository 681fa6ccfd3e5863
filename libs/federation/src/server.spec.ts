import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createVerifier, issueDevelopmentToken, loadOrCreateDevelopmentKey } from '@nuan/auth';
import { ForbiddenError } from '@nuan/errors';
import { fixedClock } from '@nuan/kernel';
import { createLogger } from '@nuan/telemetry';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';

import { createApolloServer } from './apollo';
import type { SubgraphContext } from './context';
import { CostControl } from './cost/cost-control';
import { DEFAULT_COST_LIMITS } from './cost/cost-limits';
import { defineSubgraph } from './definition';
import { reference } from './references';
import { buildSubgraphSchema, subgraphSdl } from './schema';
import { createHttpServer } from './server';

const SECRET_TEXT = 'select secret from person';
const [FIRST, SECOND, ABSENT] = [1, 2, 9].map((n) => `0190f3c0-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
];

@Directive('@key(fields: "id")')
@ObjectType('Tree', { description: 'A tree (树).' })
class Tree {
  @Field(() => ID, { description: 'Id (编号).' })
  readonly id!: string;
}

@Resolver(() => Tree)
class TreeResolver {
  batches = 0;
  mutations = 0;

  readonly loadMany = async (_viewer: unknown, ids: readonly string[]): Promise<(Tree | null)[]> => {
    this.batches += 1;
    return ids.map((id) => (id === ABSENT ? null : Object.assign(new Tree(), { id })));
  };

  @Query(() => Tree, { nullable: true, description: 'One tree (一棵树).' })
  tree(
    @Arg('id', () => ID, { description: 'Id (编号).' }) id: string,
    @Ctx() context: SubgraphContext,
  ): Promise<Tree | null> {
    return context.load(this.loadMany, id);
  }

  @Query(() => Tree, { nullable: true, description: 'Fails (失败).' })
  broken(@Arg('how', () => String, { description: 'How (方式).' }) how: string): Tree | null {
    if (how === 'refusal') throw new ForbiddenError('worker:read');
    throw new TypeError(SECRET_TEXT);
  }

  @Mutation(() => Boolean, { description: 'Plants (种).' })
  plant(): boolean {
    this.mutations += 1;
    return true;
  }

  @FieldResolver(() => String, { description: 'Who asks (查询者).' })
  askedBy(@Root() tree: Tree, @Ctx() { viewer }: SubgraphContext): string {
    return `${viewer.role} of ${tree.id.slice(-1)}`;
  }
}

const resolver = new TreeResolver();
const trees = defineSubgraph({
  name: 'trees',
  title: 'Trees (树)',
  defaultPort: 0,
  referenceVersion: 'test',
  database: { entities: [], migrations: [] },
  compose: () => ({
    resolvers: [resolver],
    references: { Tree: reference({ action: 'worker:read', keys: { id: resolver.loadMany } }) },
  }),
});

describe('the HTTP face of a subgraph', () => {
  const dir = mkdtempSync(join(tmpdir(), 'nuan-server-'));
  const pages = join(dir, 'pages');
  const logged: string[] = [];
  let app: FastifyInstance;
  let open: FastifyInstance;
  let token: (role: 'province' | 'analyst') => Promise<string>;
  let sdl = '';

  beforeAll(async () => {
    mkdirSync(pages);
    writeFileSync(join(pages, 'index.html'), '<title>explorer</title>');
    const { privateJwk, jwks } = loadOrCreateDevelopmentKey(dir);
    const verifier = createVerifier({ jwks, issuer: 'nuan-test', audience: 'nuan', clockToleranceS: 30 });
    token = (role) =>
      issueDevelopmentToken({ role, region: '340000', privateJwk, issuer: 'nuan-test', audience: 'nuan', ttlS: 60 });
    const schema = await buildSubgraphSchema(trees, trees.compose({} as never));
    sdl = subgraphSdl(schema);
    const logger = createLogger({
      name: 'test',
      level: 'error',
      destination: { write: (line: string) => void logged.push(line) } as never,
    });
    const serve = async (introspection: boolean): Promise<FastifyInstance> => {
      const cost = new CostControl(DEFAULT_COST_LIMITS);
      const apollo = createApolloServer({ schema, introspection, cost, logger });
      await apollo.start();
      const clock = fixedClock(new Date('2017-01-23T10:00:00Z'));
      return createHttpServer({
        name: 'trees',
        apollo,
        verifier,
        clock,
        cost,
        documents: null,
        referenceVersion: 'test',
        gatewaySecret: 'gateway-secret-0001',
        graphiqlDir: introspection ? pages : null,
        metrics: () => 'nuan_feed_lag_seconds 0\n',
        ready: async () => undefined,
      });
    };
    [app, open] = await Promise.all([serve(false), serve(true)]);
  });

  afterAll(async () => {
    await Promise.all([app.close(), open.close()]);
    rmSync(dir, { recursive: true });
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

  async function post(
    body: unknown,
    options: { role?: 'province' | 'analyst'; headers?: Record<string, string>; to?: FastifyInstance } = {},
  ) {
    const authorization = `Bearer ${await token(options.role ?? 'province')}`;
    const payload = typeof body === 'string' ? body : JSON.stringify(body);
    const headers = { 'content-type': 'application/json', authorization, ...options.headers };
    const response = await (options.to ?? app).inject({ method: 'POST', url: '/graphql', headers, payload });
    return {
      status: response.statusCode,
      headers: response.headers,
      body: response.json<{
        data?: Record<string, unknown>;
        errors?: { message: string; path?: unknown; extensions: Record<string, unknown> }[];
      }>(),
    };
  }

  const entities = (ids: readonly string[]) => ({
    query: 'query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Tree { id askedBy } } }',
    variables: { keys: ids.map((id) => ({ __typename: 'Tree', id })) },
  });

  it('answers with the viewer of the token, and lets nobody keep the answer', async () => {
    const { body, headers } = await post({ query: `{ tree(id: "${FIRST}") { askedBy } }` });
    expect(body).toMatchObject({
      data: { tree: { askedBy: 'province of 1' } },
      extensions: { cost: { requested: 1, actual: 1 } },
    });
    expect(headers['cache-control']).toBe('no-store');
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
    const before = resolver.batches;
    const { body } = await post(entities([SECOND, ABSENT, 'not-a-uuid', FIRST, SECOND]));
    expect(body.data?.['_entities']).toEqual([
      { id: SECOND, askedBy: 'province of 2' },
      null,
      null,
      { id: FIRST, askedBy: 'province of 1' },
      { id: SECOND, askedBy: 'province of 2' },
    ]);
    expect(resolver.batches - before).toBe(1);
  });

  it('asserts the right on the path of keys too', async () => {
    const { body } = await post(entities([FIRST]), { role: 'analyst' });
    expect(body.data?.['_entities']).toEqual([null]);
    expect(body.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('takes 500 keys from anyone and more from the gateway alone', async () => {
    const many = entities(Array.from({ length: 501 }, () => FIRST));
    const refused = await post(many);
    expect(refused.body.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      rule: 'max-representations',
      max: 500,
    });
    expect((await post(many, { headers: { 'x-nuan-gateway': 'gateway-secret-0002' } })).body.errors).toHaveLength(1);
    expect((await post(many, { headers: { 'x-nuan-gateway': 'gateway-secret-0001' } })).body.errors).toBeUndefined();
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
    expect(logged.some((line) => line.includes(String(requestId)) && line.includes(SECRET_TEXT))).toBe(true);
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
    const headers = { authorization: `Bearer ${await token('province')}`, 'apollo-require-preflight': '1' };
    const get = await app.inject({ method: 'GET', url: '/graphql?query=mutation%7Bplant%7D', headers });
    expect([get.statusCode, resolver.mutations]).toEqual([405, 0]);
  });

  it('refuses a simple cross-site request', async () => {
    const authorization = `Bearer ${await token('province')}`;
    const response = await app.inject({
      method: 'GET',
      url: '/graphql?query=%7B__typename%7D',
      headers: { authorization },
    });
    expect(response.statusCode).toBe(400);
  });

  it('shows its schema only where introspection is on, and suggests no names where it is off', async () => {
    const query = '{ __schema { queryType { name } } }';
    expect((await post({ query }, { to: open })).body.data).toEqual({ __schema: { queryType: { name: 'Query' } } });
    expect((await post({ query })).body.errors?.[0]?.extensions['code']).toBe('INTROSPECTION_DISABLED');
    const typo = await post({ query: '{ tre { id } }' });
    expect(typo.body.errors?.[0]?.message).not.toContain('Did you mean');
  });

  it('refuses documents beyond the limits before they run', async () => {
    const aliases = Array.from({ length: 31 }, (_, n) => `a${n}: __typename`).join(' ');
    expect((await post({ query: `{ ${aliases} }` })).body.errors?.[0]?.extensions['code']).toBe('ALIAS_LIMIT');
    const tokens = `{ ${'__typename '.repeat(5001)} }`;
    expect((await post({ query: tokens })).body.errors?.[0]?.extensions['code']).toBe('TOKEN_LIMIT');
  });

  it('publishes an SDL that composition reads', () => {
    expect(sdl).toContain('type Tree @key(fields: "id")');
    expect(sdl).not.toContain('_entities');
  });
});
