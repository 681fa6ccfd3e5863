import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import type { ErrorCode } from '@nuan/errors';
import { withoutSuggestion, withoutValues } from '@nuan/federation';
import type { Logger } from '@nuan/telemetry';
import { GraphQLError } from 'graphql';

import { INTERNAL_MESSAGE } from '../execution/public-error';
import type { RequestContext } from './request-context';

/** What marks an error as ours and safe: made by the executor or the edge, with a code of the closed list. */
const EXECUTION_CODES: ReadonlySet<string> = new Set<ErrorCode>([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'CONFLICT',
  'UNAVAILABLE',
  'INTERNAL',
  'RATE_LIMITED',
  'DEPTH_LIMIT',
  'ALIAS_LIMIT',
  'TOKEN_LIMIT',
  'DIRECTIVE_LIMIT',
  'EXPANSION_LIMIT',
  'ACT_LIMIT',
  'COST_LIMIT',
  'DEADLINE_EXCEEDED',
  'SUBGRAPH_UNAVAILABLE',
  'INTROSPECTION_DISABLED',
  'INVALID_CURSOR',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
]);

const STATUS_CODES: Readonly<Record<number, ErrorCode>> = {
  400: 'BAD_USER_INPUT',
  403: 'FORBIDDEN',
  405: 'METHOD_NOT_ALLOWED',
  413: 'BODY_LIMIT',
};

/**
 * The one place where the gateway's errors meet the wire: each gets a stable code and the request's id, and one that is not
 * ours to tell becomes INTERNAL; its cause goes to the log under the same id.
 */
export function refusalsPlugin(logger: Logger): GatewayPlugin {
  return {
    onResultProcess({ result, setResult, serverContext }) {
      if (Array.isArray(result) || !('errors' in result) || !result.errors?.length) return;
      const { graphRequest, readsSchema } = serverContext as unknown as RequestContext;
      const { requestId } = graphRequest;
      const isWholeAnswer = !('data' in result) || result.data === undefined;
      const errors = result.errors
        .map((error) => publicError(error, requestId, isWholeAnswer, logger))
        .map((error) => (readsSchema ? error : closed(error)));
      setResult({ ...result, errors });
    },
  };
}

function publicError(error: GraphQLError, requestId: string, isWholeAnswer: boolean, logger: Logger): GraphQLError {
  const { code, http, ...details } = error.extensions ?? {};
  const known = codeOf(error, code) ?? protocolCode(error, http, isWholeAnswer);
  const options = { nodes: error.nodes, source: error.source, positions: error.positions, path: error.path };
  if (known === null) {
    logger.error({ requestId, err: error.originalError ?? error }, 'request failed');
    return new GraphQLError(INTERNAL_MESSAGE, { ...options, extensions: { code: 'INTERNAL', requestId, http } });
  }
  const message = known === 'TOKEN_LIMIT' ? 'The document has too many tokens.' : error.message;
  const { unexpected: _unexpected, limitCode: _limitCode, originalError, ...shown } = details;
  // A document over a limit is a bad request for every client, the lenient reading of application/json included.
  // So is a body that is no JSON, whose parser quotes it.
  const transport = known.endsWith('_LIMIT') || originalError !== undefined ? { status: 400 } : http;
  const extensions = { ...shown, code: known, requestId, http: transport };
  // What refuses the whole answer is the library's complaint about what was sent, and quotes it.
  return new GraphQLError(isWholeAnswer ? withoutValues(message) : message, { ...options, extensions });
}

/** The code that an error carries, when it is one of ours; too many tokens arrive as an error of syntax. */
function codeOf(error: GraphQLError, code: unknown): ErrorCode | null {
  if (/^Syntax Error: Document contains more tha[nt] \d+ tokens/.test(error.message)) return 'TOKEN_LIMIT';
  return typeof code === 'string' && EXECUTION_CODES.has(code) ? (code as ErrorCode) : null;
}

/** A suggestion ("Did you mean …?") tells about the schema, which is closed where introspection is. */
function closed(error: GraphQLError): GraphQLError {
  const message = withoutSuggestion(error.message);
  const { nodes, source, positions, path, extensions } = error;
  return new GraphQLError(message, { nodes, source, positions, path, extensions });
}

/** The code of an error that graphql-js or the runtime made before anything was executed; null when it isn't one. */
function protocolCode(error: GraphQLError, http: unknown, isWholeAnswer: boolean): ErrorCode | null {
  const status = (http as { status?: unknown } | undefined)?.status;
  const isOurFault = error.originalError !== undefined && !(error.originalError instanceof GraphQLError);
  if (!isWholeAnswer || isOurFault) return null;
  if (error.message.startsWith('Syntax Error')) return 'GRAPHQL_PARSE_FAILED';
  if (error.nodes?.length) return 'GRAPHQL_VALIDATION_FAILED';
  return typeof status === 'number' ? (STATUS_CODES[status] ?? null) : null;
}
