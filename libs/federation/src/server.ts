import { timingSafeEqual } from 'node:crypto';

import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastifyStatic from '@fastify/static';
import type { Verifier, Viewer } from '@nuan/auth';
import { asViewer } from '@nuan/facts';
import { DomainError, type ErrorCode, UnauthenticatedError } from '@nuan/errors';
import { type Clock, newId } from '@nuan/kernel';
import fastify, {
  type FastifyInstance,
  type FastifyPluginAsync,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';

import { createContext, ENTITY_LIMIT, type SubgraphContext } from './context';
import type { CostControl } from './cost/cost-control';
import type { DocumentStore } from './documents/document-store';

/** Largest body of a request, in bytes; 10,000 entity keys of the gateway fit several times. */
export const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** What the HTTP face of a subgraph needs. */
export interface HttpOptions {
  readonly name: string;
  readonly apollo: ApolloServer<SubgraphContext>;
  readonly verifier: Verifier;
  readonly clock: Clock;
  readonly cost: CostControl;
  /** Documents known beforehand; null where none are. */
  readonly documents: DocumentStore | null;
  /** Version of the region reference data, which the gateway compares at start. */
  readonly referenceVersion: string;
  /** Proves that a request comes from our own gateway, which may ask for more entity keys at once; null: nobody may. */
  readonly gatewaySecret: string | null;
  /** Directory of the built GraphiQL page; null switches it off. */
  readonly graphiqlDir: string | null;
  /** Resolves when the database answers and its schema is current; rejects with a FaultError that says what is missing. */
  readonly ready: () => Promise<void>;
  /** Figures about the process in the text format of Prometheus; none of them is about a person. */
  readonly metrics: () => string;
  /** Routes of the program's own beside GraphQL; they see neither its tokens nor its body parsers. */
  readonly routes?: FastifyPluginAsync | undefined;
}

/** The HTTP face: GraphQL, health, readiness and the explorer page, with no operation answered without a token. */
export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const app = fastify({ logger: false, bodyLimit: MAX_BODY_BYTES, trustProxy: false });
  app.addHook('onRequest', async (request, reply) => {
    reply
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .header('x-request-id', requestId(request));
  });
  app.setErrorHandler((error: { statusCode?: number; code?: string }, request, reply) =>
    refuse(reply, request, httpRefusal(error)),
  );
  app.setNotFoundHandler((request, reply) =>
    refuse(reply, request, {
      status: 404,
      code: 'NOT_FOUND',
      message: 'Nothing is served at this path; GraphQL is at /graphql.',
    }),
  );
  app.get('/health', async () => ({ status: 'ok', name: options.name, reference: options.referenceVersion }));
  app.get('/readiness', async (_request, reply) => {
    const problem = await options.ready().then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : 'not ready'),
    );
    return reply.code(problem === null ? 200 : 503).send({
      ready: problem === null,
      name: options.name,
      reference: options.referenceVersion,
      ...(problem ? { problem } : {}),
    });
  });
  app.get('/metrics', (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(options.metrics()),
  );
  graphqlRoute(app, options);
  if (options.routes) await app.register(options.routes);
  if (options.graphiqlDir) {
    await app.register(fastifyStatic, { root: options.graphiqlDir, prefix: '/', wildcard: false });
    app.get('/graphiql', (_request, reply) => reply.sendFile('index.html'));
  }
  return app;
}

function graphqlRoute(app: FastifyInstance, options: HttpOptions): void {
  const viewers = new WeakMap<FastifyRequest, Viewer>();
  const handler = fastifyApolloHandler<SubgraphContext>(options.apollo, {
    context: async (request) => {
      const viewer = viewers.get(request) ?? (await verifiedViewer(request, options));
      const entityLimit = isGateway(request, options.gatewaySecret) ? ENTITY_LIMIT.gateway : ENTITY_LIMIT.others;
      return createContext(viewer, requestId(request), options.clock, entityLimit);
    },
  });
  app.route({
    url: '/graphql',
    method: ['GET', 'POST', 'OPTIONS', 'HEAD', 'PUT', 'DELETE', 'PATCH'],
    preHandler: async (request, reply) => {
      if (request.method !== 'GET' && request.method !== 'POST') {
        return refuse(reply, request, {
          status: 405,
          code: 'METHOD_NOT_ALLOWED',
          message: 'Use POST with a JSON body.',
        });
      }
      if (Array.isArray(request.body))
        return refuse(reply, request, {
          status: 400,
          code: 'BATCHING_DISABLED',
          message: 'Send one operation per request.',
        });
      const viewer = await verifiedViewer(request, options);
      viewers.set(request, viewer);
      return isGateway(request, options.gatewaySecret) ? undefined : admit(request, reply, viewer, options);
    },
    // Whatever the request reads, it reads behind the wall of its viewer's regions.
    async handler(request, reply) {
      const viewer = viewers.get(request) ?? (await verifiedViewer(request, options));
      return asViewer(viewer, () => handler.call(this, request, reply));
    },
  });
}

/** What a caller other than the gateway meets before its document is parsed: its allowance, and the manifest of documents. */
function admit(
  request: FastifyRequest,
  reply: FastifyReply,
  viewer: Viewer,
  options: HttpOptions,
): FastifyReply | undefined {
  const retryAfterS = options.cost.spent(viewer);
  if (retryAfterS !== null) {
    const message = `This client has spent its allowance: try again in ${retryAfterS} seconds.`;
    return refuse(reply.header('retry-after', retryAfterS), request, { status: 429, code: 'RATE_LIMITED', message });
  }
  const asked = (request.method === 'GET' ? request.query : request.body) as Record<string, unknown> | null | undefined;
  const outcome = asked && options.documents?.resolve(asked);
  if (!outcome) return undefined;
  if ('refusal' in outcome) return refuse(reply, request, outcome.refusal);
  asked['query'] = outcome.query;
  delete asked['documentId'];
  return undefined;
}

/** The viewer of a request; a token made out for another subgraph is refused here. */
async function verifiedViewer(request: FastifyRequest, options: HttpOptions): Promise<Viewer> {
  const viewer = await options.verifier.verify(request.headers.authorization);
  if (viewer.subgraph !== null && viewer.subgraph !== options.name) throw new UnauthenticatedError();
  return viewer;
}

interface HttpRefusal {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
}

function refuse(reply: FastifyReply, request: FastifyRequest, { status, code, message }: HttpRefusal): FastifyReply {
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  if (status === 405) reply.header('allow', 'GET, POST');
  return reply.code(status).send({ errors: [{ message, extensions: { code, requestId: requestId(request) } }] });
}

function httpRefusal(error: { statusCode?: number; code?: string }): HttpRefusal {
  if (error instanceof DomainError)
    return { status: error.code === 'UNAUTHENTICATED' ? 401 : 400, code: error.code, message: error.message };
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return { status: 413, code: 'BODY_LIMIT', message: `The body may hold at most ${MAX_BODY_BYTES} bytes.` };
  if (error.statusCode === 415) return { status: 415, code: 'BAD_USER_INPUT', message: 'Send application/json.' };
  if (error.statusCode !== undefined && error.statusCode < 500)
    return { status: 400, code: 'BAD_USER_INPUT', message: 'The request is not readable JSON.' };
  return {
    status: 500,
    code: 'INTERNAL',
    message: 'Something failed on our side. Quote the request id when you report it.',
  };
}

const REQUEST_ID = /^[A-Za-z0-9._-]{8,64}$/;
const requestIds = new WeakMap<FastifyRequest, string>();

/** The caller's request id when it is a plain token, else a new one: what reaches the log can't forge a line. */
function requestId(request: FastifyRequest): string {
  let id = requestIds.get(request);
  if (!id) {
    const given = request.headers['x-request-id'];
    id = typeof given === 'string' && REQUEST_ID.test(given) ? given : newId();
    requestIds.set(request, id);
  }
  return id;
}

function isGateway(request: FastifyRequest, secret: string | null): boolean {
  const given = request.headers['x-nuan-gateway'];
  if (secret === null || typeof given !== 'string') return false;
  const [a, b] = [Buffer.from(given), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
}
