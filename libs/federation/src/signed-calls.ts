import { isGatewayCall, SIGNATURE_HEADER } from '@nuan/auth';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Whether a request is a call of our own gateway. */
export type SignedCalls = (request: FastifyRequest) => boolean;

/**
 * Has an application read JSON bodies, and note on the way, over the bytes and before anything of them is parsed, which are calls
 * that our gateway signed. Without a secret there is no gateway, and no call is one of its.
 */
export function readSignedJson(app: FastifyInstance, secret: string | null): SignedCalls {
  const signed = new WeakSet<FastifyRequest>();
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (secret !== null && isSigned(request, body, secret)) signed.add(request);
    void parseJson(request, body.toString('utf8'), done);
  });
  return (request) => signed.has(request);
}

function isSigned({ headers }: FastifyRequest, body: Buffer, secret: string): boolean {
  const requestId = headers['x-request-id'];
  if (typeof requestId !== 'string') return false;
  return isGatewayCall(secret, headers[SIGNATURE_HEADER], { requestId, body });
}
