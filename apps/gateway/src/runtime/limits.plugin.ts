import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { createLimitRules, type DocumentLimits } from '@nuan/federation';
import {
  GraphQLError,
  isIntrospectionType,
  getNamedType,
  parse,
  type ParseOptions,
  type Source,
  type ValidationRule,
} from 'graphql';

/** How large and how deep a document may be, and whether it may ask for the schema. */
export interface DocumentPolicy {
  readonly limits: DocumentLimits;
  readonly maxTokens: number;
  readonly introspection: boolean;
}

/** Refuses documents beyond the limits: tokens while parsing, the rest by validation, before any plan is made. */
export function limitsPlugin({ limits, maxTokens, introspection }: DocumentPolicy): GatewayPlugin {
  const rules = [...createLimitRules(limits), ...(introspection ? [] : [introspectionRule])];
  return {
    onParse({ setParseFn }) {
      setParseFn((source: string | Source, options?: ParseOptions) => parse(source, { ...options, maxTokens }));
    },
    onValidate({ addValidationRule }) {
      for (const rule of rules) addValidationRule(rule);
    },
  };
}

/** graphql-js's own rule against introspection, with our code; suggestions are switched off beside it. */
const introspectionRule: ValidationRule = (context) => ({
  Field(node) {
    const type = getNamedType(context.getType());
    if (!type || !isIntrospectionType(type)) return;
    context.reportError(
      new GraphQLError('Introspection is switched off here.', {
        nodes: node,
        extensions: { code: 'INTROSPECTION_DISABLED' },
      }),
    );
  },
});
