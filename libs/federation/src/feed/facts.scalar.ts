import { GraphQLScalarType } from 'graphql';

/** Facts of an entity as a JSON object: the keys depend on the entity and on the reader's contract. */
export const FactsScalar = new GraphQLScalarType<Record<string, unknown>, Record<string, unknown>>({
  name: 'Facts',
  description:
    'Facts of an entity (事实) as a JSON object: enum values, ids, dates and flags by name, the keys being those of the entity and of the reader’s contract. Never a name, an ID number, an account or an illness.',
  extensions: { directives: { inaccessible: {} } },
});
