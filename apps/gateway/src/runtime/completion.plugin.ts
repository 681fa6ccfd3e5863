import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { getOperationAST, getVariableValues, type GraphQLError, type GraphQLSchema } from 'graphql';

import { conditionApplies, unexplained } from '../execution/completion';
import { errorsOfDeadFetch } from '../execution/dead-fetch';
import type { JsonObject } from '../execution/json';
import { completeResult } from '../execution/operation';
import { INTERNAL_MESSAGE, type PublicError, toGraphQLError } from '../execution/public-error';
import type { LostCall, RequestContext } from './request-context';

/**
 * Holds the runtime's own executor, used where the Rust planner has no binary, to the promises of the schema: its answer is
 * completed once more, so that a non-null field is never delivered as null, and a dead subgraph whose error it lost is named.
 */
export function completionPlugin(): GatewayPlugin {
  return {
    onExecute({ args }) {
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result || result.data === undefined) return;
          const operation = getOperationAST(args.document, args.operationName);
          if (!operation) return;
          const given = args.variableValues ?? {};
          const variables = getVariableValues(args.schema, operation.variableDefinitions ?? [], given).coerced ?? given;
          const completed = completeResult(args.schema, args.document, operation, variables, result.data);
          const errors: GraphQLError[] = [...(result.errors ?? [])];
          if (errors.length === 0) {
            const { lostCalls } = args.contextValue as unknown as RequestContext;
            const lost = lostCalls.flatMap((call) => errorsOfLostCall(call, args.schema, variables, completed.data));
            const broken = unexplained(completed.violations, []).map(({ path }) => ({
              code: 'INTERNAL',
              message: INTERNAL_MESSAGE,
              path,
            }));
            errors.push(...(lost.length > 0 ? lost : broken).map(toGraphQLError));
          }
          setResult({ ...result, data: completed.data, ...(errors.length > 0 ? { errors } : {}) });
        },
      };
    },
  };
}

/** The errors of a call that the executor lost: at the fields that it leaves null, or without a path for entity calls. */
function errorsOfLostCall(
  { refusal, query }: LostCall,
  schema: GraphQLSchema,
  variables: Record<string, unknown>,
  data: JsonObject | null,
): PublicError[] {
  const { path: _path, ...rest } = refusal;
  if (data === null || query.includes('_entities')) return [rest];
  const delivered = JSON.parse(JSON.stringify(data, (_key, value: unknown) => value ?? undefined)) as JsonObject;
  const fetch = { refusal: rest, operation: query, entityKey: null, targets: [{ value: delivered, path: [] }] };
  return errorsOfDeadFetch(fetch, schema, conditionApplies(schema), variables);
}
