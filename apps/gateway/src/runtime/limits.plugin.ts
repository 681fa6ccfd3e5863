import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { createLimitRules, type DocumentLimits, MAX_NESTING, NESTING_MESSAGE, nestsTooDeep } from '@nuan/federation';
import { type DocumentNode, GraphQLError, parse, type ParseOptions, type Source } from 'graphql';

/** How large and how deep a document may be. */
export interface DocumentPolicy {
  readonly limits: DocumentLimits;
  readonly maxTokens: number;
}

/** Refuses documents beyond the limits: brackets before and tokens while parsing, the rest by validation, before any plan is made. */
export function limitsPlugin({ limits, maxTokens }: DocumentPolicy): GatewayPlugin {
  const rules = createLimitRules(limits);
  return {
    onParse({ setParseFn }) {
      setParseFn((source: string | Source, options?: ParseOptions): DocumentNode => {
        if (nestsTooDeep(typeof source === 'string' ? source : source.body)) throw nestingRefusal();
        return parse(source, { ...options, maxTokens });
      });
    },
    onValidate({ addValidationRule }) {
      for (const rule of rules) addValidationRule(rule);
    },
  };
}

function nestingRefusal(): GraphQLError {
  const code = 'DEPTH_LIMIT';
  return new GraphQLError(NESTING_MESSAGE, { extensions: { code, limit: MAX_NESTING, limitCode: code } });
}
