import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import type { CostControl } from '@nuan/federation';
import { GraphQLError } from 'graphql';

import type { RequestContext } from './request-context';

/**
 * Prices every operation before it is executed: one that is too dear or asked too often is answered with the refusal and reaches no
 * subgraph; any other carries its cost in `extensions.cost`. A document that is refused earlier is charged as well.
 */
export function costPlugin(control: CostControl): GatewayPlugin {
  const refuse = (context: unknown, characters: number): void =>
    control.refused((context as RequestContext).graphRequest.viewer, characters);
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const { viewer } = (args.contextValue as unknown as RequestContext).graphRequest;
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
    onParse({ context, params }) {
      return ({ result }) => {
        if (result instanceof Error) refuse(context, String(params.source).length);
      };
    },
    onValidate({ context, params }) {
      return ({ valid }) => {
        if (!valid) refuse(context, params.documentAST.loc?.source.body.length ?? 0);
      };
    },
  };
}
