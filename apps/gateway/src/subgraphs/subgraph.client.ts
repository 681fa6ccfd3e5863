import { SIGNATURE_HEADER, signGatewayCall } from '@nuan/auth';
import type { Logger } from '@nuan/telemetry';
import { errors, Pool } from 'undici';

import { isJsonObject, type Json } from '../execution/json';
import type { SubgraphAnswer, SubgraphCall, SubgraphRefusal } from '../execution/subgraph-call';
import { publicRefusals, TOO_SLOW, UNREACHABLE } from './refusals';

/** How one subgraph is reached. */
export interface SubgraphClientOptions {
  readonly name: string;
  readonly url: URL;
  /** Longest time for one call, connecting included, in milliseconds. */
  readonly timeoutMs: number;
  /** Largest answer read, in bytes; a bigger one is refused before it fills the memory. */
  readonly maxResponseBytes: number;
  /** With which every call is signed: a subgraph answers keys to its gateway alone. */
  readonly gatewaySecret: string;
  readonly logger: Logger;
}

/** Connections kept per subgraph: enough to keep two cores busy, few enough for a subgraph's own pool. */
const CONNECTIONS = 64;

/** Longest time for a health page: a subgraph that hangs must not hold up the start of the gateway. */
const PAGE_TIMEOUT_MS = 2_000;

/**
 * The HTTP side of one subgraph: a pool of connections, one deadline per call, a cap on the answer, and only the headers that
 * subgraphs need. It sends once and never retries, so a mutation can't run twice.
 */
export class SubgraphClient {
  private readonly pool: Pool;
  private readonly path: string;

  constructor(private readonly options: SubgraphClientOptions) {
    const { url, timeoutMs, maxResponseBytes } = options;
    this.path = `${url.pathname}${url.search}`;
    this.pool = new Pool(url.origin, {
      connections: CONNECTIONS,
      pipelining: 1,
      connectTimeout: timeoutMs,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      maxResponseSize: maxResponseBytes,
    });
  }

  /** Sends one call; see `SubgraphCaller`. */
  async call(call: SubgraphCall): Promise<SubgraphAnswer> {
    try {
      const body = await this.exchange(call);
      return answerOf(body) ?? this.failed(call, UNREACHABLE, 'the answer is no GraphQL answer');
    } catch (error) {
      return this.failed(call, isTimeout(error) ? TOO_SLOW : UNREACHABLE, error);
    }
  }

  /** Reads a JSON page of the subgraph, such as /health. Null when it doesn't answer with one in time. */
  async page(path: string): Promise<{ readonly status: number; readonly body: Json } | null> {
    try {
      const signal = AbortSignal.timeout(PAGE_TIMEOUT_MS);
      const { statusCode, body } = await this.pool.request({ method: 'GET', path, signal });
      return { status: statusCode, body: (await body.json()) as Json };
    } catch {
      return null;
    }
  }

  /** Closes the connections; calls under way are given up. */
  async close(): Promise<void> {
    await this.pool.destroy();
  }

  private async exchange({ query, variables, isMutation, request }: SubgraphCall): Promise<Json> {
    const deadline = AbortSignal.timeout(this.options.timeoutMs);
    const content = JSON.stringify({ query, variables });
    const { name: subgraph, gatewaySecret } = this.options;
    const signature = signGatewayCall(gatewaySecret, { subgraph, requestId: request.requestId, body: content });
    const { body } = await this.pool.request({
      method: 'POST',
      path: this.path,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        authorization: request.authorization,
        'x-request-id': request.requestId,
        [SIGNATURE_HEADER]: signature,
        ...(request.traceparent === undefined ? {} : { traceparent: request.traceparent }),
      },
      body: content,
      signal: isMutation ? deadline : AbortSignal.any([deadline, request.signal]),
    });
    return (await body.json()) as Json;
  }

  private failed(call: SubgraphCall, refusal: SubgraphRefusal, cause: unknown): SubgraphAnswer {
    const { logger, name } = this.options;
    const { requestId } = call.request;
    if (!call.request.signal.aborted) logger.warn({ subgraph: name, requestId, err: cause }, 'subgraph call failed');
    return { data: null, errors: [refusal] };
  }
}

function answerOf(body: Json): SubgraphAnswer | null {
  if (!isJsonObject(body)) return null;
  const { data } = body;
  const refusals = publicRefusals(body['errors']);
  if (!isJsonObject(data) && refusals.length === 0) return null;
  return { data: isJsonObject(data) ? data : null, errors: refusals };
}

function isTimeout(error: unknown): boolean {
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) return true;
  return (error as { name?: unknown } | null)?.name === 'TimeoutError';
}
