import { DomainError, type ErrorCode } from '@nuan/errors';
import type { GraphQLFormattedError } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';

import { withoutValues } from './quoted-values';

/** A refusal as a client reads it: a stable code, a safe sentence, and details that name the field and the rule. */
export interface WireError {
  readonly message: string;
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;
  /** True when the cause is ours: it is logged whole and told to nobody. */
  readonly isFault: boolean;
}

/** Codes of the server library that are the client's doing, and ours for them. */
const PROTOCOL_CODES: Readonly<Record<string, ErrorCode>> = {
  GRAPHQL_PARSE_FAILED: 'GRAPHQL_PARSE_FAILED',
  GRAPHQL_VALIDATION_FAILED: 'GRAPHQL_VALIDATION_FAILED',
  BAD_USER_INPUT: 'BAD_USER_INPUT',
  BAD_REQUEST: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_USER_INPUT',
  INTROSPECTION_DISABLED: 'INTROSPECTION_DISABLED',
};

const FAULT: WireError = {
  message: 'Something failed on our side. Quote the request id when you report it.',
  code: 'INTERNAL',
  details: {},
  isFault: true,
};

const UNSTORABLE_TEXT: WireError = {
  message: 'A text holds a character that no record can hold.',
  code: 'BAD_USER_INPUT',
  details: { rule: 'text' },
  isFault: false,
};

/** Whether the database refused a text for a NUL character (SQLSTATE 22021); only a client's text can hold one. */
function isUnstorableText(error: unknown): boolean {
  return (error as { code?: unknown } | null | undefined)?.code === '22021';
}

/** The error that a resolver threw, below any wrapping by the executor. */
export function rootCause(error: unknown): unknown {
  let current = error;
  for (let depth = 0; depth < 8; depth += 1) {
    const original = (current as { originalError?: unknown } | null | undefined)?.originalError;
    if (!original || original === current) return current;
    current = original;
  }
  return current;
}

/**
 * The one place where errors meet the wire: refusals keep their code, message and details, the protocol's own complaints
 * keep theirs, and everything else is a fault that reveals nothing.
 */
export function wireError(error: unknown, formatted: GraphQLFormattedError): WireError {
  const cause = rootCause(error);
  if (cause instanceof DomainError) {
    const code = cause.details['rule'] === 'INVALID_CURSOR' ? 'INVALID_CURSOR' : cause.code;
    return { message: cause.message, code, details: cause.details, isFault: false };
  }
  if (cause instanceof ArgumentValidationError) return invalidArguments(cause);
  if (isUnstorableText(cause)) return UNSTORABLE_TEXT;
  const extensions = formatted.extensions ?? {};
  const limitCode = extensions['limitCode'];
  if (typeof limitCode === 'string') {
    return {
      message: formatted.message,
      code: limitCode as ErrorCode,
      details: { limit: extensions['limit'] },
      isFault: false,
    };
  }
  if (/Document contains more (than|that) \d+ tokens/.test(formatted.message)) {
    return { message: 'The document has too many tokens.', code: 'TOKEN_LIMIT', details: {}, isFault: false };
  }
  if (extensions['code'] === 'COST_LIMIT' || extensions['code'] === 'RATE_LIMITED') {
    const { code, http: _http, ...details } = extensions;
    return { message: formatted.message, code, details, isFault: false };
  }
  const code = PROTOCOL_CODES[String(extensions['code'])];
  if (!code) return FAULT;
  return { message: withoutValues(formatted.message), code, details: ruleOf(extensions), isFault: false };
}

function ruleOf(extensions: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return typeof extensions['rule'] === 'string' ? { rule: extensions['rule'] } : {};
}

/** Names the first argument that broke its rule; values are never repeated. */
function invalidArguments(error: ArgumentValidationError): WireError {
  const { validationErrors } = error.extensions as { validationErrors: readonly ValidationProblem[] };
  const [field, rule, message] = firstProblem(validationErrors, []);
  return { message: `${field}: ${message}.`, code: 'BAD_USER_INPUT', details: { field, rule }, isFault: false };
}

interface ValidationProblem {
  readonly property: string;
  readonly constraints?: Readonly<Record<string, string>>;
  readonly children?: readonly ValidationProblem[];
}

function firstProblem(
  problems: readonly ValidationProblem[],
  path: readonly string[],
): readonly [string, string, string] {
  const problem = problems[0];
  if (!problem) return [path.join('.') || 'input', 'valid', 'is not valid'];
  const here = [...path, problem.property];
  const constraint = Object.entries(problem.constraints ?? {})[0];
  return constraint ? [here.join('.'), constraint[0], constraint[1]] : firstProblem(problem.children ?? [], here);
}
