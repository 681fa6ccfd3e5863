import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { createLimitRules, type DocumentLimits } from '@nuan/federation';
import { parse, type ParseOptions, type Source } from 'graphql';

/** How large and how deep a document may be. */
export interface DocumentPolicy {
  readonly limits: DocumentLimits;
  readonly maxTokens: number;
}

/** Refuses documents beyond the limits: tokens while parsing, the rest by validation, before any plan is made. */
export function limitsPlugin({ limits, maxTokens }: DocumentPolicy): GatewayPlugin {
  const rules = createLimitRules(limits);
  return {
    onParse({ setParseFn }) {
      setParseFn((source: string | Source, options?: ParseOptions) => parse(source, { ...options, maxTokens }));
    },
    onValidate({ addValidationRule }) {
      for (const rule of rules) addValidationRule(rule);
    },
  };
}
