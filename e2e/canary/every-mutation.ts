import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';

import { leastOf } from '../../libs/testing/src/policy/minimal-arguments';
import { MISPLACED } from './canaries';

/** One document with its variables. */
export interface Misuse {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Where values are misplaced: in texts, so that services answer; in ids too, so that whoever looks a row up does; everywhere, so that the
 * types do.
 */
type Manner = 'texts' | 'texts and ids' | 'everywhere';

const MANNERS: readonly Manner[] = ['texts', 'texts and ids', 'everywhere'];

/**
 * Every mutation of the schema, with personal numbers in each place that takes a text, and in places that don't: what refuses them, wherever it
 * stands, may not repeat them.
 */
export function misuses(schema: GraphQLSchema): readonly Misuse[] {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  return mutations.flatMap((field) => MANNERS.map((manner) => misuse(field, manner)));
}

function misuse(field: GraphQLField<unknown, unknown>, manner: Manner): Misuse {
  const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const used = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const variables = Object.fromEntries(field.args.map(({ name, type }) => [name, misplaced(type, name, manner)]));
  return {
    name: field.name,
    query: `mutation (${declared}) { outcome: ${field.name}(${used}) ${outcomeOf(field)} }`,
    variables,
  };
}

/** What a refusal says of itself, and never what the row holds: a text that was kept is the caller's to read. */
function outcomeOf(field: GraphQLField<unknown, unknown>): string {
  const type = getNamedType(field.type);
  const types = isUnionType(type) ? type.getTypes() : isObjectType(type) ? [type] : [];
  const refusals = types.filter((each) => 'rule' in each.getFields() && 'message' in each.getFields());
  const facts = (name: string): string => (name === 'RuleBroken' ? ' field facts { name value }' : '');
  return `{ __typename ${refusals.map(({ name }) => `... on ${name} { rule message${facts(name)} }`).join(' ')} }`;
}

function misplaced(type: GraphQLInputType, name: string, manner: Manner): unknown {
  if (isNonNullType(type)) return misplaced(type.ofType, name, manner);
  if (isListType(type)) return [misplaced(type.ofType, name, manner)];
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => !isRecursive(field.type, type.name));
    return Object.fromEntries(fields.map((field) => [field.name, misplaced(field.type, field.name, manner)]));
  }
  if (manner === 'everywhere') return isEnumType(type) ? MISPLACED.phone : MISPLACED.id;
  if (type.name === 'ID' && manner === 'texts and ids') return MISPLACED.id;
  if (isEnumType(type) || type.name !== 'String' || /^(idempotencyKey|sha256)$/.test(name)) return leastOf(type, name);
  return /account|card/i.test(name) ? MISPLACED.account : /phone/i.test(name) ? MISPLACED.phone : MISPLACED.id;
}

const isRecursive = (type: GraphQLInputType, name: string): boolean => getNamedType(type).name === name;
