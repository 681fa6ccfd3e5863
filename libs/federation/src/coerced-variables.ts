import {
  type DocumentNode,
  getOperationAST,
  getVariableValues,
  type GraphQLError,
  type GraphQLInputType,
  GraphQLScalarType,
  type GraphQLSchema,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  Kind,
  typeFromAST,
  visit,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/** An operation whose variables hold input objects, made ready for compiled code, which is given what the schema makes of them. */
export interface CoercedOperation {
  /** To be compiled in place of the operation. */
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  /** The variables by the schema's rules, defaults included; or why they don't fit it. */
  coerce(
    variables: Variables,
  ): { readonly coerced: Record<string, unknown> } | { readonly errors: readonly GraphQLError[] };
}

/** Type of a variable that needs no reading any more. Two underscores: no schema of ours can have it. */
const COERCED = new GraphQLScalarType({ name: '__Coerced' });

/**
 * Takes variables that hold input objects out of the hands of compiled code (graphql-jit 0.8), which writes out the whole type of a
 * variable in code: a filter may hold itself (`and`, `or`, `not`), so that it never came to an end, and defaults inside input objects
 * came too late. The reference implementation reads them instead, some microseconds for a filter.
 *
 * @returns null when no variable of the operation holds an input object.
 */
export function coercedVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): CoercedOperation | null {
  const operation = getOperationAST(document, operationName);
  const definitions = operation?.variableDefinitions ?? [];
  const holds = definitions.some(({ type }) => {
    const found = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
    return found !== undefined && isInputType(found) && holdsInputObject(found);
  });
  if (!operation || !holds) return null;
  return {
    schema: knowingCoerced(schema),
    document: visit(document, {
      VariableDefinition: ({ variable, ...node }) => ({
        ...{ ...node, variable, defaultValue: undefined },
        type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: COERCED.name } },
      }),
    }),
    coerce: (variables) => {
      const values = getVariableValues(schema, definitions, variables, { maxErrors: 50 });
      return values.coerced ? { coerced: values.coerced } : { errors: values.errors ?? [] };
    },
  };
}

function holdsInputObject(type: GraphQLInputType): boolean {
  if (isNonNullType(type) || isListType(type)) return holdsInputObject(type.ofType as GraphQLInputType);
  return isInputObjectType(type);
}

/** The same schema, in which the type of coerced variables is found. */
function knowingCoerced(schema: GraphQLSchema): GraphQLSchema {
  return Object.create(schema, {
    getType: { value: (name: string) => (name === COERCED.name ? COERCED : schema.getType(name)) },
  }) as GraphQLSchema;
}
