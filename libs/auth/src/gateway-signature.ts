import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The header in which the gateway signs its calls of subgraphs. */
export const SIGNATURE_HEADER = 'x-nuan-signature';

/** How far the time of a signature may lie from ours, in milliseconds, either way; a call sent again later is nobody's. */
export const SIGNATURE_WINDOW_MS = 30_000;

const SIGNATURE = /^t=(\d{13}), n=([0-9a-f]{16}), v2=([0-9a-f]{64})$/;

/** What a signature binds: whom the call is for, the request's id and every byte of its body. */
export interface SignedCall {
  /** Name of the subgraph that is called. */
  readonly subgraph: string;
  readonly requestId: string;
  readonly body: string | Uint8Array;
}

/**
 * The signature of a call by the gateway: `t=<epoch ms>, n=<nonce>, v2=<HMAC-SHA256 of "<t>\n<nonce>\n<subgraph>\n<request id>\n<SHA-256
 * of the body>">`, in lower-case hex. Made for one subgraph, it is nothing to another that shares the secret. The nonce, eight random bytes, tells one call from an equal one. It proves who calls and nothing more:
 * whom the call is for, its token says.
 */
export function signGatewayCall(secret: string, call: SignedCall, nowMs: number = Date.now()): string {
  const nonce = randomBytes(8).toString('hex');
  return `t=${nowMs}, n=${nonce}, v2=${digest(secret, String(nowMs), nonce, call).toString('hex')}`;
}

/** Whether a signature was made with our secret, for this very call, within the last (or next) thirty seconds. */
export function isGatewayCall(
  secret: string,
  signature: unknown,
  call: SignedCall,
  nowMs: number = Date.now(),
): signature is string {
  if (typeof signature !== 'string') return false;
  const [, signedAt, nonce, hex] = SIGNATURE.exec(signature) ?? [];
  if (signedAt === undefined || nonce === undefined || hex === undefined) return false;
  if (Math.abs(nowMs - Number(signedAt)) > SIGNATURE_WINDOW_MS) return false;
  return timingSafeEqual(Buffer.from(hex, 'hex'), digest(secret, signedAt, nonce, call));
}

function digest(secret: string, signedAt: string, nonce: string, { subgraph, requestId, body }: SignedCall): Buffer {
  const bodyHash = createHash('sha256').update(body).digest('hex');
  return createHmac('sha256', secret).update(`${signedAt}\n${nonce}\n${subgraph}\n${requestId}\n${bodyHash}`).digest();
}
