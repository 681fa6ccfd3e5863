import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
} from '@apollo/server/plugin/disabled';
import { isOfHangUp } from '@nuan/database';
import { ForbiddenError } from '@nuan/errors';
import type { Acts } from '@nuan/facts';
import type { Logger } from '@nuan/telemetry';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';

import { emergencyReads } from './audit/emergency-reads';
import type { RefusalRecorder } from './audit/refusal-recorder';
import type { SubgraphContext } from './context';
import type { CostControl } from './cost/cost-control';
import { costPlugin } from './cost/cost-plugin';
import { compiledExecution } from './executor';
import { asksForSchema, introspectionRefused, withoutSuggestion } from './introspection';
import { createLimitRules, MAX_TOKENS } from './limits';
import { leakPlugin } from './outgoing/leak-plugin';
import type { Policy } from './policy/policy';
import { rootCause, wireError } from './wire-errors';

/** What the lean server needs to know. */
export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly cost: CostControl;
  /** Says what an operation reveals on purpose; without it nothing is. */
  readonly policy?: Partial<Policy> | undefined;
  /** Puts refusals on record; null where there is no audit to put them in. */
  readonly refusals: RefusalRecorder | null;
  /** Puts what is read in an emergency on record; null where there is no audit to put it in. */
  readonly acts: Acts | null;
  readonly logger: Logger;
}

/**
 * Apollo Server with everything off that the hot path pays for and nobody reads (cache control, inline trace, usage
 * reports, persisted-query cache) and everything on that keeps it safe (CSRF prevention, limits, masked errors).
 */
export function createApolloServer({
  schema,
  cost,
  policy,
  refusals,
  acts,
  logger,
}: ApolloOptions): ApolloServer<SubgraphContext> {
  return new ApolloServer<SubgraphContext>({
    gateway: compiledExecution(schema) as never,
    // Whether a caller may ask for the schema is decided per request.
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationRules: [...createLimitRules()],
    formatError: toWire,
    logger,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      introspectionByCaller(refusals),
      leakPlugin(policy, logger),
      costPlugin(cost, schema),
      emergencyReads(acts, schema),
      requestErrors(logger, refusals),
    ],
  });
}

function toWire(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { message, code, details } = wireError(error, formatted);
  return {
    message,
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    ...(formatted.path ? { path: formatted.path } : {}),
    extensions: { ...details, code },
  };
}

/** Refuses questions about the schema by those who may not ask; parsed documents are kept and shared, so it is decided each time. */
function introspectionByCaller(refusals: RefusalRecorder | null): ApolloServerPlugin<SubgraphContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, contextValue }) => {
        const { viewer, caller } = contextValue;
        if (caller.readsSchema || !asksForSchema(document)) return;
        refusals?.noteRefusal(viewer, new ForbiddenError('schema:read'));
        throw introspectionRefused();
      },
    }),
  };
}

function isPlainJson(accept: string | undefined): boolean {
  return !accept?.includes('application/graphql-response+json');
}

/** Whether a code tells of the document or of its variables, and not of parameters from which no document could be read. */
function isOfDocument(code: unknown, operation: unknown): boolean {
  if (code === 'BAD_USER_INPUT') return operation !== undefined;
  return code === 'GRAPHQL_PARSE_FAILED' || code === 'GRAPHQL_VALIDATION_FAILED';
}

/** Logs faults whole, and puts the request's id on every error so that a caller can quote it. */
function requestErrors(logger: Logger, refusals: RefusalRecorder | null): ApolloServerPlugin<SubgraphContext> {
  return {
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors, contextValue }) => {
        refusals?.note(contextValue.viewer, errors);
        for (const error of errors) {
          // What was cancelled is nobody's fault; an act that fails after its caller left is one that nobody else would hear of.
          if (isOfHangUp(rootCause(error))) continue;
          if (wireError(error, { message: error.message, extensions: error.extensions }).isFault)
            logger.error(
              { err: rootCause(error), requestId: contextValue.requestId, path: error.path },
              'request failed',
            );
        }
      },
      willSendResponse: async ({ request, response, operation, contextValue }) => {
        if (response.body.kind !== 'single') return;
        const { singleResult } = response.body;
        if (!singleResult.errors) return;
        // Plain `application/json` has what was refused of a well-formed request arrive with 200, as the specification asks.
        const isWellFormed = singleResult.errors.every(({ extensions }) =>
          isOfDocument(extensions?.['code'], operation),
        );
        if (response.http.status === 400 && isWellFormed && isPlainJson(request.http?.headers.get('accept')))
          response.http.status = 200;
        const { readsSchema } = contextValue.caller;
        singleResult.errors = singleResult.errors.map((error) => ({
          ...error,
          message: readsSchema ? error.message : withoutSuggestion(error.message),
          extensions: { ...error.extensions, requestId: contextValue.requestId },
        }));
      },
    }),
  };
}
