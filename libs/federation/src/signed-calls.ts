import { performance } from 'node:perf_hooks';

import { isGatewayCall, SIGNATURE_HEADER, SIGNATURE_WINDOW_MS, type SignedCall } from '@nuan/auth';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Whether a request is a call of our own gateway. */
export type SignedCalls = (request: FastifyRequest) => boolean;

/**
 * Has an application read JSON bodies and no others, and note on the way, over the bytes and before anything of them is parsed, which are calls
 * that our gateway signed for this subgraph. A signature counts once. Without a secret there is no gateway, and no call is one of its.
 */
export function readSignedJson(app: FastifyInstance, subgraph: string, secret: string | null): SignedCalls {
  const signed = new WeakSet<FastifyRequest>();
  const used = new UsedSignatures();
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('text/plain'); // forms of other sites can send it
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (secret !== null && isSigned(request, { subgraph, body }, secret, used)) signed.add(request);
    void parseJson(request, body.toString('utf8'), done);
  });
  return (request) => signed.has(request);
}

function isSigned(
  { headers }: FastifyRequest,
  call: Omit<SignedCall, 'requestId'>,
  secret: string,
  used: UsedSignatures,
): boolean {
  const requestId = headers['x-request-id'];
  const signature = headers[SIGNATURE_HEADER];
  if (typeof requestId !== 'string') return false;
  return isGatewayCall(secret, signature, { ...call, requestId }) && used.add(signature);
}

/** A signature may be dated ahead by the window and holds for the window after that. */
const REMEMBERED_MS = 2 * SIGNATURE_WINDOW_MS;

/** Signatures that this process has taken, each kept for as long as it could be taken again; only valid ones, so nobody else fills it. */
class UsedSignatures {
  private recent = new Set<string>();
  private older = new Set<string>();
  private since = performance.now();

  /** Whether it is the first time. */
  add(signature: string): boolean {
    const now = performance.now();
    if (now - this.since > REMEMBERED_MS) {
      this.older = now - this.since > 2 * REMEMBERED_MS ? new Set() : this.recent;
      [this.recent, this.since] = [new Set(), now];
    }
    if (this.recent.has(signature) || this.older.has(signature)) return false;
    this.recent.add(signature);
    return true;
  }
}
