import {
  type DocumentNode,
  getOperationAST,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isInputType,
  isLeafType,
  isListType,
  isNonNullType,
  typeFromAST,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/**
 * Fills in the defaults of input object fields that a request's variables leave out. Compiled code (graphql-jit 0.8) reads a
 * field of a non-null type before its default, and would refuse what the schema allows to be left out.
 *
 * @returns what completes the variables of this operation; null when none of them is an input object.
 */
export function inputDefaults(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): ((variables: Variables) => Variables) | null {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  const types = definitions.flatMap(({ variable, type }) => {
    const found = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
    return found && isInputType(found) && holdsInputObject(found) ? [[variable.name.value, found] as const] : [];
  });
  if (types.length === 0) return null;
  return (variables) => {
    const completed: Record<string, unknown> = { ...variables };
    for (const [name, type] of types) if (name in completed) completed[name] = complete(type, completed[name]);
    return completed;
  };
}

function holdsInputObject(type: GraphQLInputType): boolean {
  if (isNonNullType(type) || isListType(type)) return holdsInputObject(type.ofType as GraphQLInputType);
  return isInputObjectType(type);
}

function complete(type: GraphQLInputType, value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (isNonNullType(type)) return complete(type.ofType as GraphQLInputType, value);
  if (isListType(type)) {
    const item = type.ofType as GraphQLInputType;
    return Array.isArray(value) ? value.map((entry) => complete(item, entry)) : complete(item, value);
  }
  if (!isInputObjectType(type) || Array.isArray(value)) return value;
  const completed: Record<string, unknown> = { ...value };
  for (const { name, type: fieldType, defaultValue } of Object.values(type.getFields())) {
    if (completed[name] !== undefined) completed[name] = complete(fieldType, completed[name]);
    else if (defaultValue !== undefined) completed[name] = external(fieldType, defaultValue);
  }
  return completed;
}

/** A default as a client would write it: the schema keeps it as resolvers see it. */
function external(type: GraphQLInputType, value: unknown): unknown {
  if (value === null) return null;
  if (isNonNullType(type)) return external(type.ofType as GraphQLInputType, value);
  if (isListType(type) && Array.isArray(value))
    return value.map((entry) => external(type.ofType as GraphQLInputType, entry));
  return isLeafType(type) ? type.serialize(value) : complete(type, value);
}
