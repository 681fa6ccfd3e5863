import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { getOperationAST, getVariableValues, type GraphQLError } from 'graphql';

import { completeResult } from '../execution/operation';
import { INTERNAL_MESSAGE, toGraphQLError } from '../execution/public-error';

/**
 * Holds the runtime's own executor, used where the Rust planner has no binary, to the promises of the schema: its answer is
 * completed once more, so that a non-null field is never delivered as null.
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
            const broken = completed.violations.map(({ path }) => ({
              code: 'INTERNAL',
              message: INTERNAL_MESSAGE,
              path,
            }));
            errors.push(...broken.map(toGraphQLError));
          }
          setResult({ ...result, data: completed.data, ...(errors.length > 0 ? { errors } : {}) });
        },
      };
    },
  };
}
