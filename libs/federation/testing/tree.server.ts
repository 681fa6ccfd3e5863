import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  createVerifier,
  type DevelopmentTokenOptions,
  issueDevelopmentToken,
  loadOrCreateDevelopmentKey,
  type Role,
  ROLES,
  SIGNATURE_HEADER,
  signGatewayCall,
} from '@nuan/auth';
import { currentScope, type ScopeSettings } from '@nuan/database';
import { ForbiddenError, NotFoundError } from '@nuan/errors';
import { fixedClock } from '@nuan/kernel';
import { createLogger } from '@nuan/telemetry';
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

import { createApolloServer } from '../src/apollo';
import type { RefusalRecorder } from '../src/audit/refusal-recorder';
import type { SubgraphContext } from '../src/context';
import { CostControl } from '../src/cost/cost-control';
import { DEFAULT_COST_LIMITS } from '../src/cost/cost-limits';
import { defineSubgraph } from '../src/definition';
import { reference } from '../src/references';
import { buildSubgraphSchema, subgraphSdl } from '../src/schema';
import { createHttpServer } from '../src/server';

/** What a fault of the specimen would say if anybody let it. */
export const SECRET_TEXT = 'select secret from person';
/** Two trees that stand, and one that doesn't. */
export const [FIRST, SECOND, ABSENT] = [1, 2, 9].map((n) => `0190f3c0-0000-7000-8000-00000000000${n}`) as [
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
  /** What a statement of the last batch would have been allowed. */
  scope: ScopeSettings | null = null;
  mutations = 0;

  readonly loadMany = async (_viewer: unknown, ids: readonly string[]): Promise<(Tree | null)[]> => {
    this.batches += 1;
    this.scope = currentScope();
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
    if (how === 'unknown') throw new NotFoundError('Tree', ABSENT);
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

/** Counts what was asked of it. */
export const treeResolver = new TreeResolver();

const trees = defineSubgraph({
  name: 'trees',
  title: 'Trees (树)',
  defaultPort: 0,
  referenceVersion: 'test',
  database: { entities: [], migrations: [] },
  compose: () => ({
    resolvers: [treeResolver],
    references: { Tree: reference({ action: 'worker:read', keys: { id: treeResolver.loadMany } }) },
  }),
});

/** With which the gateway of the specimen signs. */
export const GATEWAY_SECRET = 'gateway-secret-0001';

const ISSUER = 'nuan-test';
const AUDIENCE = 'nuan';

/** An answer as a client reads it. */
export interface TreeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: {
    readonly data?: Record<string, unknown>;
    readonly errors?: readonly {
      readonly message: string;
      readonly path?: unknown;
      readonly extensions: Record<string, unknown>;
    }[];
  };
}

/** How a request of a spec differs from that of the province. */
export interface TreeRequest {
  readonly role?: Role;
  readonly scopes?: readonly string[];
  readonly headers?: Record<string, string>;
  /** Signed as the gateway does. */
  readonly isSigned?: boolean;
}

/** A subgraph over no database, behind its real HTTP face. */
export interface TreeServer {
  readonly app: FastifyInstance;
  readonly sdl: string;
  /** Lines of the log. */
  readonly logged: readonly string[];
  token(options?: Partial<DevelopmentTokenOptions>): Promise<string>;
  post(body: unknown, request?: TreeRequest): Promise<TreeAnswer>;
}

const issuerKey = (): ReturnType<typeof loadOrCreateDevelopmentKey> => {
  const dir = mkdtempSync(join(tmpdir(), 'nuan-trees-'));
  const key = loadOrCreateDevelopmentKey(dir);
  rmSync(dir, { recursive: true });
  return key;
};

/** Makes the server; nothing listens, requests are injected. */
export async function treeServer(
  options: {
    readonly introspection?: readonly Role[];
    readonly graphiqlDir?: string;
    readonly refusals?: RefusalRecorder;
  } = {},
): Promise<TreeServer> {
  const { privateJwk, jwks } = issuerKey();
  const logged: string[] = [];
  const destination = { write: (line: string) => void logged.push(line) } as never;
  const schema = await buildSubgraphSchema(trees, trees.compose({} as never));
  const cost = new CostControl(DEFAULT_COST_LIMITS);
  const apollo = createApolloServer({
    schema,
    refusals: options.refusals ?? null,
    acts: null,
    cost,
    logger: createLogger({ name: 'test', level: 'error', destination }),
  });
  await apollo.start();
  const app = await createHttpServer({
    name: 'trees',
    apollo,
    partnersNeedContract: false,
    verifier: createVerifier({
      issuers: [{ jwks, issuer: ISSUER, audience: AUDIENCE, isOwn: true }],
      clockToleranceS: 30,
    }),
    clock: fixedClock(new Date('2017-01-23T10:00:00Z')),
    cost,
    refusals: options.refusals ?? null,
    documents: null,
    referenceVersion: 'test',
    gatewaySecret: GATEWAY_SECRET,
    introspection: options.introspection ?? ROLES,
    graphiqlDir: options.graphiqlDir ?? null,
    metrics: async () => 'nuan_feed_lag_seconds 0\n',
    ready: async () => undefined,
  });
  const token = (given: Partial<DevelopmentTokenOptions> = {}): Promise<string> =>
    issueDevelopmentToken({
      ...{ role: 'province', region: '340000', privateJwk, issuer: ISSUER, audience: AUDIENCE, ttlS: 60 },
      ...given,
    });
  return { app, sdl: subgraphSdl(schema), logged, token, post: poster(app, token) };
}

function poster(app: FastifyInstance, token: TreeServer['token']): TreeServer['post'] {
  return async (body, { role = 'province', scopes = [], headers = {}, isSigned = false } = {}) => {
    const payload = typeof body === 'string' ? body : JSON.stringify(body);
    const requestId = 'tree-request-0001';
    const signature = {
      'x-request-id': requestId,
      [SIGNATURE_HEADER]: signGatewayCall(GATEWAY_SECRET, { subgraph: 'trees', requestId, body: payload }),
    };
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      payload,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await token({ role, scopes })}`,
        ...(isSigned ? signature : {}),
        ...headers,
      },
    });
    return { status: response.statusCode, headers: response.headers, body: response.json() };
  };
}

/** Asks for trees by their keys, as a gateway does. */
export const treesByKey = (ids: readonly string[]): { readonly query: string; readonly variables: object } => ({
  query: 'query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Tree { id askedBy } } }',
  variables: { keys: ids.map((id) => ({ __typename: 'Tree', id })) },
});
