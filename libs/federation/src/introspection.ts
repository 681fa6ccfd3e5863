import { type DocumentNode, GraphQLError, visit } from 'graphql';

/** What a caller is told who asks for the schema without the right to it. */
export const INTROSPECTION_REFUSAL = 'Introspection is switched off here.';

const asked = new WeakMap<DocumentNode, boolean>();

/** Whether a document asks for the schema anywhere in it; `__typename`, which clients need to read unions, doesn't count. */
export function asksForSchema(document: DocumentNode): boolean {
  let known = asked.get(document);
  if (known === undefined) asked.set(document, (known = hasSchemaField(document)));
  return known;
}

function hasSchemaField(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field: ({ name }) => {
      if (name.value === '__schema' || name.value === '__type') found = true;
    },
  });
  return found;
}

/** The refusal as Apollo Server takes it: of the whole request, before anything of it runs. */
export function introspectionRefused(): GraphQLError {
  const extensions = { code: 'INTROSPECTION_DISABLED', http: { status: 400 } };
  return new GraphQLError(INTROSPECTION_REFUSAL, { extensions });
}

/** A message without the names that graphql-js suggests: they tell about the schema, which is closed. */
export function withoutSuggestion(message: string): string {
  return message.replace(/ Did you mean .*$/s, '');
}
