import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Role, Verifier } from '@nuan/auth';
import { DomainError } from '@nuan/errors';
import {
  assertUnderContract,
  callerBy,
  type CostControl,
  type DocumentStore,
  hangUpOf,
  NESTING_MESSAGE,
  nestsTooDeep,
  requestIdOf,
} from '@nuan/federation';
import type { Logger } from '@nuan/telemetry';

import { examplesFor, type SavedQuestion } from '../questions';
import type { Runtime } from '../runtime/hive.runtime';
import { QUERY_PLAN_HEADER, type RequestContext } from '../runtime/request-context';
import type { ReadinessReport } from '../subgraphs/readiness';
import { type EdgeRefusal, refuse, sendJson } from './answers';
import { answerCors } from './cors';
import { writeOutDocument } from './known-document';
import { isBatch, readBody } from './request-body';
import type { StaticPages } from './static-pages';
import { traceparentOf } from './trace-context';

/** What the HTTP face of the gateway is made from. */
export interface GatewayServerOptions {
  readonly runtime: Pick<Runtime, 'fetch'>;
  readonly verifier: Verifier;
  /** Whether a partner department is let in under a contract alone, and so not here: contracts are of the subgraphs. */
  readonly partnersNeedContract: boolean;
  /** Roles that may ask for the schema. */
  readonly introspection: readonly Role[];
  readonly readiness: () => ReadinessReport;
  readonly corsOrigins: readonly string[];
  readonly maxBodyBytes: number;
  readonly cost: CostControl;
  /** Documents known beforehand; null where none are. */
  readonly documents: DocumentStore | null;
  /** The GraphiQL page; null where it is switched off or not built. */
  readonly pages: StaticPages | null;
  /** The saved questions that the page offers, by role. */
  readonly questions: readonly SavedQuestion[];
  readonly logger: Logger;
}

const NOT_FOUND: EdgeRefusal = {
  status: 404,
  code: 'NOT_FOUND',
  message: 'There is nothing here. GraphQL is at /graphql.',
};
const METHOD: EdgeRefusal = {
  status: 405,
  code: 'METHOD_NOT_ALLOWED',
  message: 'Use POST, or GET for queries.',
  headers: { allow: 'GET, POST' },
};
const BATCH: EdgeRefusal = { status: 400, code: 'BATCHING_DISABLED', message: 'Send one operation per request.' };
const NESTING: EdgeRefusal = { status: 400, code: 'DEPTH_LIMIT', message: NESTING_MESSAGE };
const NO_JSON: EdgeRefusal = { status: 415, code: 'BAD_USER_INPUT', message: 'Send application/json.' };
const FAULT: EdgeRefusal = { status: 500, code: 'INTERNAL', message: 'Something went wrong on our side.' };

/** How long a client may take to send its headers and body, in milliseconds: slow senders can't hold connections. */
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * The HTTP edge: request ids, CORS, tokens, bodies and pages, before the GraphQL runtime sees anything. Only the page and the
 * health endpoints answer without a token.
 */
export class GatewayServer {
  private readonly server: Server;
  private readonly answering = new Set<ServerResponse>();

  constructor(private readonly options: GatewayServerOptions) {
    this.server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS });
    this.server.on('request', (request, response) => void this.answer(request, response));
  }

  /** Opens the port. Resolves to the address that is served. @throws when the port is taken. */
  listen(port: number, host: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        const { address, family, port: bound } = this.server.address() as AddressInfo;
        resolve(`http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`);
      });
    });
  }

  /** Stops taking requests and waits for those under way, whose connections are not kept for another. */
  close(): Promise<void> {
    for (const response of this.answering) if (!response.headersSent) response.setHeader('connection', 'close');
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeIdleConnections();
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = requestIdOf(request.headers['x-request-id']);
    this.answering.add(response);
    response.once('close', () => this.answering.delete(response));
    response.setHeader('x-request-id', requestId);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cache-control', 'no-store');
    try {
      if (!answerCors(request, response, this.options.corsOrigins)) await this.route(request, response, requestId);
    } catch (error) {
      if (response.headersSent || response.destroyed) return void response.destroy();
      if (error instanceof DomainError) return refuse(response, requestId, tokenRefusal(error));
      this.options.logger.error({ requestId, err: error }, 'request failed');
      refuse(response, requestId, FAULT);
    }
  }

  private async route(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const [path = '/'] = (request.url ?? '/').split('?');
    if (path === '/graphql') return this.graphql(request, response, requestId);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(response, requestId, { ...METHOD, headers: { allow: 'GET' } });
    if (path === '/healthcheck' || path === '/health')
      return sendJson(response, 200, { status: 'ok', name: 'gateway' });
    if (path === '/readiness') {
      const report = this.options.readiness();
      return sendJson(response, report.ready ? 200 : 503, report);
    }
    if (path === '/examples.json' && this.options.pages) {
      const viewer = await this.options.verifier.verify(request.headers.authorization);
      return sendJson(response, 200, examplesFor(viewer, this.options.questions));
    }
    if (!this.page(request, response, path)) refuse(response, requestId, NOT_FOUND);
  }

  private page(request: IncomingMessage, response: ServerResponse, path: string): boolean {
    const { pages } = this.options;
    if (!pages) return false;
    const file = path === '/' || path === '/graphiql' ? '/index.html' : path;
    return pages.send(response, file, /\bgzip\b/.test(String(request.headers['accept-encoding'])));
  }

  private async graphql(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const { method, headers } = request;
    if (method !== 'GET' && method !== 'POST') return refuse(response, requestId, METHOD);
    const isPageVisit = method === 'GET' && headers.accept?.includes('text/html') && !request.url?.includes('query=');
    if (isPageVisit && this.options.pages) return void response.writeHead(302, { location: '/graphiql' }).end();
    const viewer = await this.options.verifier.verify(headers.authorization);
    // A contract is of a subgraph's own schema, and the graph as a whole has none.
    if (viewer.subgraph !== null || (viewer.credential?.contract ?? null) !== null) {
      return refuse(response, requestId, {
        status: 403,
        code: 'FORBIDDEN',
        message: 'This token is good for one subgraph only.',
      });
    }
    if (this.options.partnersNeedContract) assertUnderContract(viewer, null);
    const { 'content-type': contentType } = headers;
    // Of a GET too: a browser may send an odd one across sites without asking first.
    if ((method === 'POST' || contentType !== undefined) && !isJson(contentType))
      return refuse(response, requestId, NO_JSON);
    const spent = this.options.cost.spent(viewer);
    if (spent) return refuse(response, requestId, allowanceSpent(spent));
    const body = method === 'POST' ? await readBody(request, this.options.maxBodyBytes) : { text: '' };
    if ('refusal' in body) return refuse(response, requestId, body.refusal);
    if (isBatch(body.text)) return refuse(response, requestId, BATCH);
    if (nestsTooDeep(body.text) || nestsTooDeep(variablesOf(request.url))) {
      this.options.cost.refused(viewer, body.text.length);
      return refuse(response, requestId, NESTING);
    }
    const { documents } = this.options;
    const asked = documents
      ? writeOutDocument(documents, method, request.url ?? '/', body.text)
      : { url: request.url ?? '/', body: body.text };
    if ('refusal' in asked) return refuse(response, requestId, asked.refusal);
    const { readsSchema } = callerBy(viewer, this.options.introspection);
    const context: RequestContext = {
      graphRequest: {
        authorization: headers.authorization ?? '',
        requestId,
        viewer,
        traceparent: traceparentOf(headers['traceparent']),
        signal: hangUpOf(response),
      },
      // A plan names subgraphs, keys and fields: it tells of the schema, to those who may ask for it.
      wantsPlan: readsSchema && headers[QUERY_PLAN_HEADER] !== undefined,
      lostCalls: [],
      bill: { characters: body.text.length || asked.url.length, isPriced: false },
      readsSchema,
    };
    const answer = await this.options.runtime.fetch(toFetchRequest(request, asked), context);
    if (!context.bill.isPriced) this.options.cost.refused(viewer, context.bill.characters);
    await forward(response, answer);
  }
}

/** Variables that stand in an address. */
function variablesOf(url = '/'): string {
  return new URLSearchParams(url.split('?').slice(1).join('?')).get('variables') ?? '';
}

/** The one media type that is read, as at the subgraphs: others would be read by other rules. */
function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(;|$)/i.test(contentType ?? '');
}

function allowanceSpent(retryAfterS: number): EdgeRefusal {
  const message = `This client has spent its allowance: try again in ${retryAfterS} seconds.`;
  return { status: 429, code: 'RATE_LIMITED', message, headers: { 'retry-after': String(retryAfterS) } };
}

/** Headers that GraphQL over HTTP reads; the runtime is shown no others. */
const RUNTIME_HEADERS = [
  'content-type',
  'accept',
  'apollo-require-preflight',
  'x-requested-with',
  QUERY_PLAN_HEADER,
] as const;

function toFetchRequest(request: IncomingMessage, asked: { readonly url: string; readonly body: string }): Request {
  const headers = new Headers();
  for (const name of RUNTIME_HEADERS) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const url = new URL(asked.url, 'http://gateway.internal');
  return new Request(url, {
    method: request.method,
    headers,
    ...(request.method === 'POST' ? { body: asked.body } : {}),
  });
}

async function forward(response: ServerResponse, answer: Response): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer());
  for (const name of ['content-type', 'allow', 'retry-after']) {
    const value = answer.headers.get(name);
    if (value !== null) response.setHeader(name, value);
  }
  response.setHeader('content-length', body.length);
  response.writeHead(answer.status).end(body);
}

function tokenRefusal(error: DomainError): EdgeRefusal {
  const { code, message } = error;
  if (code === 'UNAUTHENTICATED') return { status: 401, code, message, headers: { 'www-authenticate': 'Bearer' } };
  return { status: code === 'UNAVAILABLE' ? 503 : 400, code, message };
}
