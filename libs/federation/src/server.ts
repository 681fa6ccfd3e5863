import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastifyStatic from '@fastify/static';
import { type Role, SERVICE_DEPARTMENT, type Verifier, type Viewer } from '@nuan/auth';
import { forWhomMayHangUp } from '@nuan/database';
import { DomainError, type ErrorCode, UnauthenticatedError } from '@nuan/errors';
import { asViewer } from '@nuan/facts';
import type { Clock } from '@nuan/kernel';
import fastify, {
  type FastifyInstance,
  type FastifyPluginAsync,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';

import type { Contract } from './contracts/contract';
import { assertUnderContract, contractOfViewer } from './contracts/contract-of';
import { type Caller, callerBy, createContext, GATEWAY_CALLER, type SubgraphContext } from './context';
import type { CostControl } from './cost/cost-control';
import type { RefusalRecorder } from './audit/refusal-recorder';
import type { DocumentStore } from './documents/document-store';
import { hangUpOf } from './hang-up';
import { machineryRefusal } from './machinery';
import { isTooDeep, NESTING_MESSAGE, nestsTooDeep } from './nesting';
import { requestIdOf } from './request-id';
import { readSignedJson, type SignedCalls } from './signed-calls';

/** Largest body of a request, in bytes; 10,000 entity keys of the gateway fit several times. */
export const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** A contract, with the server that knows its schema and no other. */
export interface ContractServer {
  readonly contract: Contract;
  readonly apollo: ApolloServer<SubgraphContext>;
}

/** What the HTTP face of a subgraph needs. */
export interface HttpOptions {
  readonly name: string;
  readonly apollo: ApolloServer<SubgraphContext>;
  /** What partner departments are shown instead; each keeps its own parsed and compiled documents. */
  readonly contracts?: readonly ContractServer[];
  /** Whether a partner department is let in under a contract alone: so it is in production, where none of its tokens is ours to shape. */
  readonly partnersNeedContract: boolean;
  readonly verifier: Verifier;
  readonly clock: Clock;
  /** Puts refusals on record; null where there is no audit to put them in. */
  readonly refusals: RefusalRecorder | null;
  readonly cost: CostControl;
  /** Documents known beforehand; null where none are. */
  readonly documents: DocumentStore | null;
  /** Version of the region reference data, which the gateway compares at start. */
  readonly referenceVersion: string;
  /** With which our own gateway signs its calls; null: no call is one of its. */
  readonly gatewaySecret: string | null;
  /** Roles that may ask for the schema. */
  readonly introspection: readonly Role[];
  /** Directory of the built GraphiQL page; null switches it off. */
  readonly graphiqlDir: string | null;
  /** Resolves when the database answers and its schema is current; rejects with a FaultError that says what is missing. */
  readonly ready: () => Promise<void>;
  /** Figures about the process in the text format of Prometheus; none of them is about a person. */
  readonly metrics: () => Promise<string>;
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
  app.get('/metrics', async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await options.metrics()),
  );
  graphqlRoute(app, options);
  if (options.routes) await app.register(options.routes);
  if (options.graphiqlDir) {
    await app.register(fastifyStatic, { root: options.graphiqlDir, prefix: '/', wildcard: false });
    app.get('/graphiql', (_request, reply) => reply.sendFile('index.html'));
  }
  return app;
}

/** Who asks, and through whom. */
interface Asker {
  readonly viewer: Viewer;
  readonly caller: Caller;
  /** Name of the contract that the viewer is held to; null for none. */
  readonly contract: string | null;
}

function graphqlRoute(app: FastifyInstance, options: HttpOptions): void {
  const isGateway = readSignedJson(app, options.name, options.gatewaySecret);
  const viewers = new WeakMap<FastifyRequest, Viewer>();
  const context = async (request: FastifyRequest): Promise<SubgraphContext> => {
    const { viewer, caller } = await askerOf(request, viewers, isGateway, options);
    return createContext(viewer, requestId(request), options.clock, caller);
  };
  const whole = fastifyApolloHandler<SubgraphContext>(options.apollo, { context });
  const parts = new Map(
    (options.contracts ?? []).map(({ contract, apollo }) => [
      contract.name,
      fastifyApolloHandler<SubgraphContext>(apollo, { context }),
    ]),
  );
  app.route({
    url: '/graphql',
    method: ['GET', 'POST', 'OPTIONS', 'HEAD', 'PUT', 'DELETE', 'PATCH'],
    // Before the body is read: what nobody answers for is not taken in.
    onRequest: async (request, reply) => {
      if (request.method !== 'GET' && request.method !== 'POST') {
        return refuse(reply, request, {
          status: 405,
          code: 'METHOD_NOT_ALLOWED',
          message: 'Use POST with a JSON body.',
        });
      }
      viewers.set(request, await verifiedViewer(request, options));
      return undefined;
    },
    preHandler: async (request, reply) => {
      if (Array.isArray(request.body))
        return refuse(reply, request, {
          status: 400,
          code: 'BATCHING_DISABLED',
          message: 'Send one operation per request.',
        });
      const asker = await askerOf(request, viewers, isGateway, options);
      if (asker.caller === GATEWAY_CALLER) return undefined;
      const refused = admit(request, reply, asker.viewer, options) ?? refuseNesting(request, reply, asker, options);
      // A contract's schema has no machinery: a document that asks for it is told what any unknown field is.
      return refused ?? (asker.contract === null ? refuseMachinery(request, reply, asker, options) : undefined);
    },
    // Whatever the request reads, it reads behind the wall of its viewer's regions, and while somebody waits for it.
    async handler(request, reply) {
      const { viewer, contract } = await askerOf(request, viewers, isGateway, options);
      const handler = contract === null ? whole : parts.get(contract);
      if (!handler) throw new UnauthenticatedError();
      return forWhomMayHangUp(hangUpOf(reply.raw), () => asViewer(viewer, () => handler.call(this, request, reply)));
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
  // Our own programs follow each other's feeds by a document of theirs.
  if (!options.documents || viewer.department === SERVICE_DEPARTMENT) return undefined;
  const refusal = writeOutDocument(request, options.documents);
  return refusal ? refuse(reply, request, refusal) : undefined;
}

/** Puts the document of the manifest in the place of its id, wherever the request is read from later; returns why it isn't run. */
function writeOutDocument(request: FastifyRequest, documents: DocumentStore): HttpRefusal | null {
  if (request.method === 'GET') {
    const outcome = documents.resolveAddress(request.raw.url ?? '/');
    if (outcome === null) return null;
    if ('refusal' in outcome) return outcome.refusal;
    request.raw.url = outcome.url;
    (request.query as Record<string, unknown>)['query'] = outcome.query;
    return null;
  }
  const asked = (request.body ?? {}) as Record<string, unknown>;
  const outcome = documents.resolve(asked);
  if (outcome === null) return null;
  if ('refusal' in outcome) return outcome.refusal;
  asked['query'] = outcome.query;
  delete asked['documentId'];
  return null;
}

/** Refuses what nests so deep that whoever reads it would lose its stack, before any of it is read. */
function refuseNesting(
  request: FastifyRequest,
  reply: FastifyReply,
  { viewer }: Asker,
  { cost }: HttpOptions,
): FastifyReply | undefined {
  const { query, variables } = askedOf(request);
  const isDeep = [query, variables].some((part) => (typeof part === 'string' ? nestsTooDeep(part) : isTooDeep(part)));
  if (!isDeep) return undefined;
  cost.refused(viewer, typeof query === 'string' ? query.length : 0);
  return refuse(reply, request, { status: 400, code: 'DEPTH_LIMIT', message: NESTING_MESSAGE });
}

/** Refuses documents that ask for machinery which isn't open to the caller. */
function refuseMachinery(
  request: FastifyRequest,
  reply: FastifyReply,
  { viewer, caller }: Asker,
  { cost, refusals }: HttpOptions,
): FastifyReply | undefined {
  const { query: document } = askedOf(request);
  const refused = machineryRefusal(document, caller);
  if (!refused) return undefined;
  cost.refused(viewer, String(document).length);
  refusals?.noteRefusal(viewer, refused);
  return refuse(reply, request, httpRefusal(refused));
}

async function askerOf(
  request: FastifyRequest,
  viewers: WeakMap<FastifyRequest, Viewer>,
  isGateway: SignedCalls,
  options: HttpOptions,
): Promise<Asker> {
  const viewer = viewers.get(request) ?? (await verifiedViewer(request, options));
  const contract = contractNameOf(viewer, options);
  // Our gateway lets in no token of one subgraph or one contract, and asks for whole entities on behalf of whom it let in; but a
  // department that is bound to a contract here is held to it whichever way it comes.
  return isGateway(request) && (viewer.credential?.contract ?? null) === null
    ? { viewer, caller: GATEWAY_CALLER, contract }
    : { viewer, caller: callerBy(viewer, options.introspection), contract };
}

/** The document and variables of a request, from its body or its address; nothing else of either is looked at here. */
function askedOf({ method, body, query }: FastifyRequest): { readonly query?: unknown; readonly variables?: unknown } {
  const given = method === 'GET' ? query : body;
  return typeof given === 'object' && given !== null ? given : {};
}

/** The contract that a viewer is held to, of those that are served. */
function contractNameOf(viewer: Viewer, { contracts = [] }: HttpOptions): string | null {
  return contractOfViewer(
    viewer,
    contracts.map(({ contract }) => contract),
  );
}

/** The viewer of a request; a token made out for another subgraph, under a contract of another or under none that it needs is refused here. */
async function verifiedViewer(request: FastifyRequest, options: HttpOptions): Promise<Viewer> {
  const viewer = await options.verifier.verify(request.headers.authorization);
  try {
    assertGoodHere(viewer, options);
  } catch (error) {
    // Whoever sends it is known by then, unlike the sender of a token that doesn't hold.
    if (error instanceof UnauthenticatedError) options.refusals?.noteToken(viewer);
    throw error;
  }
  return viewer;
}

function assertGoodHere(viewer: Viewer, options: HttpOptions): void {
  if (viewer.subgraph !== null && viewer.subgraph !== options.name) throw new UnauthenticatedError();
  const contract = contractNameOf(viewer, options);
  if (options.partnersNeedContract) assertUnderContract(viewer, contract);
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

const REFUSAL_STATUS: Partial<Readonly<Record<ErrorCode, number>>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  UNAVAILABLE: 503,
};

function httpRefusal(error: { statusCode?: number; code?: string }): HttpRefusal {
  if (error instanceof DomainError)
    return { status: REFUSAL_STATUS[error.code] ?? 400, code: error.code, message: error.message };
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

const requestIds = new WeakMap<FastifyRequest, string>();

/** The id of a request, the same whenever it is asked for. */
function requestId(request: FastifyRequest): string {
  let id = requestIds.get(request);
  if (!id) requestIds.set(request, (id = requestIdOf(request.headers['x-request-id'])));
  return id;
}
