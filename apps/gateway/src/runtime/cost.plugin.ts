import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import type { CostControl } from '@nuan/federation';
import { GraphQLError } from 'graphql';

import type { RequestContext } from './request-context';

/**
 * Prices every operation before it is executed: one that is too dear or asked too often is answered with the refusal and reaches no
 * subgraph; any other carries its cost in `extensions.cost`. What comes to no operation is
 * left on the bill of the request, by the length of its document: the runtime remembers refused documents, and asks no plugin about them again.
 */
export function costPlugin(control: CostControl): GatewayPlugin {
  return {
    onParams({ params, context }) {
      if (typeof params.query === 'string')
        (context as unknown as RequestContext).bill.characters = params.query.length;
    },
    onExecute({ args, setResultAndStopExecution }) {
      const { graphRequest, bill } = args.contextValue as unknown as RequestContext;
      const { viewer } = graphRequest;
      bill.isPriced = true;
      try {
        const admitted = control.admit(
          viewer,
          args.schema,
          args.document,
          args.operationName ?? null,
          (args.variableValues ?? {}) as Record<string, unknown>,
        );
        return {
          onExecuteDone({ result, setResult }) {
            if (Symbol.asyncIterator in result) return;
            setResult({ ...result, extensions: { ...result.extensions, cost: admitted.report(result.data) } });
          },
        };
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        setResultAndStopExecution({ errors: [error] });
        return undefined;
      }
    },
  };
}
