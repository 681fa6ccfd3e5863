import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createVerifier, issueDevelopmentToken, loadOrCreateDevelopmentKey } from '@nuan/auth';
import { fixedClock } from '@nuan/kernel';
import { createLogger } from '@nuan/telemetry';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { Arg, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';

import { createApolloServer } from '../apollo';
import { defineSubgraph } from '../definition';
import { documentIdOf, DocumentStore } from '../documents/document-store';
import { buildSubgraphSchema } from '../schema';
import { createHttpServer } from '../server';
import { CostControl } from './cost-control';

@ObjectType('Leaf', { description: 'A leaf (叶).' })
class Leaf {
  @Field(() => ID, { description: 'Id (编号).' })
  readonly id!: string;
}

const FALLEN = 500;
const leavesTo = (count: number): Leaf[] =>
  Array.from({ length: count }, (_, n) => Object.assign(new Leaf(), { id: String(n) }));

@Resolver(() => Leaf)
class LeafResolver {
  read = 0;

  @Query(() => [Leaf], { description: 'Leaves (叶).' })
  leaves(@Arg('first', () => Int, { description: 'How many (数).', defaultValue: 20 }) first: number): Leaf[] {
    this.read += 1;
    return leavesTo(first);
  }

  @Query(() => [Leaf], { description: 'All that lie about (落叶).' })
  fallen(): Leaf[] {
    return leavesTo(FALLEN);
  }
}

const resolver = new LeafResolver();
const leaves = defineSubgraph({
  name: 'leaves',
  title: 'Leaves (叶)',
  defaultPort: 0,
  referenceVersion: 'test',
  database: { entities: [], migrations: [] },
  compose: () => ({ resolvers: [resolver], references: {} }),
});
const KNOWN = '{ leaves(first: 1) { id } }';

describe('a subgraph asked directly', () => {
  const dir = mkdtempSync(join(tmpdir(), 'nuan-cost-'));
  const { privateJwk, jwks } = loadOrCreateDevelopmentKey(dir);
  const issued = { issuer: 'nuan-test', audience: 'nuan' };
  const verifier = createVerifier({ issuers: [{ jwks, ...issued, isOwn: true }], clockToleranceS: 30 });
  let app: FastifyInstance;
  let safe: FastifyInstance;

  beforeAll(async () => {
    const schema = await buildSubgraphSchema(leaves, leaves.compose({} as never));
    const serve = async (documents: DocumentStore | null): Promise<FastifyInstance> => {
      const cost = new CostControl({ maxCost: 100, perMinute: 1_000 });
      const logger = createLogger({ name: 'test', level: 'silent' });
      const apollo = createApolloServer({ schema, cost, refusals: null, acts: null, logger });
      await apollo.start();
      return createHttpServer({
        name: 'leaves',
        apollo,
        verifier,
        partnersNeedContract: true,
        clock: fixedClock(new Date('2017-01-23T10:00:00Z')),
        cost,
        refusals: null,
        documents,
        referenceVersion: 'test',
        gatewaySecret: null,
        introspection: [],
        graphiqlDir: null,
        metrics: async () => '',
        ready: async () => undefined,
      });
    };
    app = await serve(null);
    safe = await serve(new DocumentStore(new Map([[documentIdOf(KNOWN), KNOWN]]), 'only'));
  });
  afterAll(async () => {
    await Promise.all([app.close(), safe.close()]);
    rmSync(dir, { recursive: true });
  });

  const tokenOf = (subject: string): Promise<string> =>
    issueDevelopmentToken({ role: 'city', region: '340100', privateJwk, ...issued, ttlS: 60, subject });

  async function post(body: object, subject: string, headers: Record<string, string> = {}, to = app) {
    const authorization = `Bearer ${await tokenOf(subject)}`;
    const answer = await to.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization, ...headers },
      payload: body,
    });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      ...answer.json<{ data?: object; errors?: Refused[]; extensions?: object }>(),
    };
  }
  interface Refused {
    readonly extensions: Record<string, unknown>;
  }
  const page = (first: number) => ({ query: `{ leaves(first: ${first}) { id } }` });

  it('tells what its answer cost', async () => {
    const { extensions } = await post(page(3), 'told');
    expect(extensions).toEqual({ cost: { requested: 3, actual: 3, max: 100, remaining: 997 } });
  });

  it('takes afterwards what an answer has beyond its estimate, until the allowance is spent', async () => {
    const fallen = { query: '{ fallen { id } }' };
    expect((await post(fallen, 'fallen')).extensions).toEqual({
      cost: { requested: 20, actual: FALLEN, max: 100, remaining: 1_000 - FALLEN },
    });
    await post(fallen, 'fallen');
    const refused = await post(fallen, 'fallen');
    expect([refused.status, refused.errors?.[0]?.extensions['code']]).toEqual([429, 'RATE_LIMITED']);
  });

  it('runs nothing that is too dear', async () => {
    const before = resolver.read;
    const { status, errors } = await post(page(101), 'dear');
    expect([status, errors?.[0]?.extensions['code'], errors?.[0]?.extensions['cost']]).toEqual([
      400,
      'COST_LIMIT',
      { requested: 101, max: 100 },
    ]);
    expect(resolver.read).toBe(before);
  });

  it('turns away who has spent the allowance, says when to come back, and serves others', async () => {
    for (let n = 0; n < 10; n += 1) await post(page(100), 'flood');
    const refused = await post(page(100), 'flood');
    expect([refused.status, refused.errors?.[0]?.extensions['code']]).toEqual([429, 'RATE_LIMITED']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await post(page(100), 'neighbour')).status).toBe(200);
  });

  it('charges refused documents by their length and then reads no more of them', async () => {
    const hostile = { query: `{ ${'nothing '.repeat(200)} }` };
    expect((await post(hostile, 'hostile')).errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    expect((await post(hostile, 'hostile')).status).toBe(429);
  });

  it('runs only known documents where it is told so', async () => {
    expect((await post({ documentId: documentIdOf(KNOWN) }, 'known', {}, safe)).data).toEqual({
      leaves: [{ id: '0' }],
    });
    const authorization = `Bearer ${await tokenOf('known')}`;
    const get = (search: string) =>
      safe.inject({
        method: 'GET',
        url: `/graphql?${search}`,
        headers: { authorization, 'apollo-require-preflight': '1' },
      });
    const id = encodeURIComponent(documentIdOf(KNOWN));
    const beside = await get(`documentId=${id}&query=${encodeURIComponent('{ leaves(first: 2) { id } }')}`);
    expect(beside.json<{ data: unknown }>().data).toEqual({ leaves: [{ id: '0' }] });
    expect((await get('query=%7Bleaves%7Bid%7D%7D')).json<{ errors: Refused[] }>().errors[0]?.extensions['code']).toBe(
      'PERSISTED_DOCUMENT_REQUIRED',
    );
    const refusals = [
      await post({ query: KNOWN }, 'known', {}, safe),
      await post({ documentId: 'sha256:0' }, 'known', {}, safe),
    ];
    expect(refusals.map(({ status, errors }) => [status, errors?.[0]?.extensions['code']])).toEqual([
      [400, 'PERSISTED_DOCUMENT_REQUIRED'],
      [400, 'PERSISTED_DOCUMENT_NOT_FOUND'],
    ]);
  });
});
