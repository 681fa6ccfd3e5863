import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { asksForSchema, INTROSPECTION_REFUSAL } from '@nuan/federation';
import { GraphQLError } from 'graphql';

import type { RequestContext } from './request-context';

/**
 * Refuses questions about the schema by those who may not ask. Decided at each execution and not by a rule of validation: the
 * runtime keeps the verdict on a document, and would hand an administrator's to everybody. What is refused is charged as any other
 * refused document, by who sees that nobody priced it.
 */
export function introspectionPlugin(): GatewayPlugin {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const { readsSchema } = args.contextValue as unknown as RequestContext;
      if (readsSchema || !asksForSchema(args.document)) return;
      const extensions = { code: 'INTROSPECTION_DISABLED', http: { status: 400 } };
      setResultAndStopExecution({ errors: [new GraphQLError(INTROSPECTION_REFUSAL, { extensions })] });
    },
  };
}
