import { GraphQLError, Kind, type ValidationContext, type ValidationRule } from 'graphql';

/**
 * Refuses an operation of a kind that a schema hasn't, such as a mutation under a contract that has none: graphql's own rules pass over it and
 * leave it to the execution to fail. It is told what an unknown field of that kind is told.
 */
export const knownKindRule: ValidationRule = (context: ValidationContext) => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation)) return;
    const type = `${node.operation.charAt(0).toUpperCase()}${node.operation.slice(1)}`;
    for (const selection of node.selectionSet.selections) {
      const message =
        selection.kind === Kind.FIELD
          ? `Cannot query field "${selection.name.value}" on type "${type}".`
          : `Unknown type "${type}".`;
      context.reportError(new GraphQLError(message, { nodes: selection }));
    }
  },
});
