import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  parse,
  specifiedDirectives,
  visit,
} from 'graphql';

/**
 * The schema that clients see, from the planner's own view of the supergraph, which spells out the introspection types that
 * graphql-js adds by itself, and the standard directives, one of them at a wrong place: graphql-js brings its own of both.
 */
export function publicSchemaOf(consumerSdl: string): GraphQLSchema {
  const document = parse(consumerSdl, { noLocation: true });
  const definitions = document.definitions.filter((definition) => !isStandard(definition));
  const clean: DocumentNode = visit(
    { ...document, definitions },
    { FieldDefinition: (field) => (field.name.value.startsWith('__') ? null : undefined) },
  );
  return buildASTSchema(clean, { assumeValidSDL: true });
}

const STANDARD_DIRECTIVES = new Set(specifiedDirectives.map((directive) => directive.name));

function isStandard(definition: DefinitionNode): boolean {
  if (definition.kind === Kind.SCHEMA_DEFINITION || !('name' in definition)) return false;
  const name = definition.name?.value ?? '';
  return name.startsWith('__') || (definition.kind === Kind.DIRECTIVE_DEFINITION && STANDARD_DIRECTIVES.has(name));
}
