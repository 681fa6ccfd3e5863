import type { IncomingMessage, ServerResponse } from 'node:http';

const ALLOWED_HEADERS =
  'authorization, content-type, x-request-id, traceparent, apollo-require-preflight, x-nuan-query-plan';
const EXPOSED_HEADERS = 'x-request-id';
const PREFLIGHT_SECONDS = '600';

/**
 * Answers for cross-origin pages: closed unless the page's origin is configured, and never open to credentials, since tokens
 * travel in a header and not in cookies. Returns true when the request was a preflight and is answered.
 */
export function answerCors(request: IncomingMessage, response: ServerResponse, origins: readonly string[]): boolean {
  const { origin } = request.headers;
  response.setHeader('vary', 'Origin');
  const isAllowed = origin !== undefined && origins.includes(origin);
  if (isAllowed) {
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-expose-headers', EXPOSED_HEADERS);
  }
  const isPreflight = request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
  if (!isPreflight) return false;
  if (isAllowed) {
    response.setHeader('access-control-allow-methods', 'GET, POST');
    response.setHeader('access-control-allow-headers', ALLOWED_HEADERS);
    response.setHeader('access-control-max-age', PREFLIGHT_SECONDS);
  }
  response.writeHead(isAllowed ? 204 : 403).end();
  return true;
}
