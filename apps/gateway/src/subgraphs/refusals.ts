import type { ErrorCode } from '@nuan/errors';

import { isJsonList, isJsonObject, type Json, type JsonObject, type ResponsePath } from '../execution/json';
import { INTERNAL_MESSAGE } from '../execution/public-error';
import type { SubgraphRefusal } from '../execution/subgraph-call';

/**
 * Codes that a subgraph may speak to clients through the gateway, with their message and details. Anything else, a database
 * error above all, reaches them as INTERNAL without a word of its own.
 */
const PUBLIC_CODES: ReadonlySet<string> = new Set<ErrorCode>([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'CONFLICT',
  'UNAVAILABLE',
  'INVALID_CURSOR',
  'RATE_LIMITED',
  'DEADLINE_EXCEEDED',
]);

/** Extensions that are never passed on: the runtime's internals, and what this gateway writes itself. */
const PRIVATE_DETAILS: ReadonlySet<string> = new Set([
  'code',
  'requestId',
  'stacktrace',
  'exception',
  'http',
  'serviceName',
]);

/** The part of the answer that needs a subgraph which doesn't answer. It names no host: the error's path says what is missing. */
export const UNREACHABLE: SubgraphRefusal = {
  code: 'SUBGRAPH_UNAVAILABLE',
  message: 'A part of this answer is temporarily unavailable. Try again shortly.',
};

/** The part of the answer that took longer than its subgraph is given. */
export const TOO_SLOW: SubgraphRefusal = {
  code: 'DEADLINE_EXCEEDED',
  message: 'A part of this answer took too long. Ask for less, or try again shortly.',
};

/** The errors of a subgraph's answer in public words; an answer that is no GraphQL answer is one error. */
export function publicRefusals(errors: Json | undefined): readonly SubgraphRefusal[] {
  if (!isJsonList(errors)) return [];
  return errors.map((error) => (isJsonObject(error) ? publicRefusal(error) : internal(undefined)));
}

function publicRefusal(error: JsonObject): SubgraphRefusal {
  const path = pathOf(error['path']);
  const extensions = isJsonObject(error['extensions']) ? error['extensions'] : {};
  const { code } = extensions;
  const { message } = error;
  if (typeof code !== 'string' || !PUBLIC_CODES.has(code) || typeof message !== 'string') return internal(path);
  const details = Object.fromEntries(Object.entries(extensions).filter(([name]) => !PRIVATE_DETAILS.has(name)));
  return { code, message, path, details };
}

function internal(path: ResponsePath | undefined): SubgraphRefusal {
  return { code: 'INTERNAL', message: INTERNAL_MESSAGE, path };
}

function pathOf(path: Json | undefined): ResponsePath | undefined {
  if (!isJsonList(path)) return undefined;
  const steps = path.filter((step) => typeof step === 'string' || typeof step === 'number');
  return steps.length === path.length ? steps : undefined;
}
