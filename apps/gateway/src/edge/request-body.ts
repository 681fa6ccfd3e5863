import type { IncomingMessage } from 'node:http';

import type { EdgeRefusal } from './answers';

/** A body that was read whole, or why it wasn't. */
export type BodyOutcome = { readonly text: string } | { readonly refusal: EdgeRefusal };

/**
 * Reads a body of at most `maxBytes`; the rest of a larger one is never taken in. Compressed bodies are refused: a small one can
 * hold gigabytes.
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<BodyOutcome> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    return refused(415, 'BAD_USER_INPUT', 'Send the body uncompressed.');
  }
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return tooLarge(maxBytes);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) return tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return { text: Buffer.concat(chunks).toString('utf8') };
}

/** A batch of operations in one body, which is refused: limits hold per request. */
export function isBatch(body: string): boolean {
  return /^\s*\[/.test(body);
}

function tooLarge(maxBytes: number): BodyOutcome {
  return refused(413, 'BODY_LIMIT', `The body is larger than ${maxBytes} bytes.`, { connection: 'close' });
}

function refused(
  status: number,
  code: EdgeRefusal['code'],
  message: string,
  headers: EdgeRefusal['headers'] = {},
): BodyOutcome {
  return { refusal: { status, code, message, headers } };
}
