import { type Action, RIGHTS } from '@nuan/auth';
import { FaultError } from '@nuan/errors';
import {
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';

import { loneActProblems } from '../lone-acts';
import { classRight, isOfRegions } from './access-class';
import { federationPolicy } from './federation.policy';
import { accessOf, beginsRegions, type Policy, rightsOf, type TypePolicy } from './policy';

type Fields = readonly GraphQLField<unknown, unknown>[];

/** Fields that the subgraph machinery adds; they carry nothing of their own. */
const MACHINERY = new Set(['Query._entities', 'Query._service']);

/** The object types of a schema that a policy speaks of, roots left out. */
export function declaredTypes(schema: GraphQLSchema): readonly GraphQLObjectType[] {
  const roots = new Set<unknown>([schema.getQueryType(), schema.getMutationType()]);
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !type.name.startsWith('_') && !roots.has(type));
}

/** The root fields of an operation type, without those of the machinery. */
export function rootFieldsOf(type: GraphQLObjectType | null | undefined): Fields {
  return Object.values(type?.getFields() ?? {}).filter(({ name }) => !MACHINERY.has(`${type?.name}.${name}`));
}

/**
 * Compares a policy with the schema that it is about.
 *
 * @throws FaultError that lists every field without a line, every line without a field, and every field that a refusal
 *   would break.
 */
export function assertDeclared(subgraph: string, schema: GraphQLSchema, policy: Policy): void {
  const problems = [
    ...compared('Query', rootFieldsOf(schema.getQueryType()), policy.queries, federationPolicy.queries ?? {}),
    ...compared('Mutation', rootFieldsOf(schema.getMutationType()), policy.mutations, {}),
    ...typeProblems(schema, policy),
    ...loneActProblems(policy),
    ...Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap((field) => unseenByAuthor(field, policy)),
  ];
  if (problems.length > 0)
    throw new FaultError(
      `${subgraph}: the policy (apps/${subgraph}/src/policy) and the schema differ:\n  ${problems.join('\n  ')}`,
    );
}

function typeProblems(schema: GraphQLSchema, policy: Policy): readonly string[] {
  const types = declaredTypes(schema);
  const names = new Set(types.map(({ name }) => name));
  const left = Object.keys(policy.types)
    .filter((name) => !names.has(name) && !(name in (federationPolicy.types ?? {})))
    .map((name) => `${name} has lines and is no type of the schema`);
  return [...left, ...types.flatMap((type) => problemsOf(type, policy))];
}

function problemsOf(type: GraphQLObjectType, policy: Policy): readonly string[] {
  const stated = policy.types[type.name];
  const fields = Object.values(type.getFields());
  if (!stated) return [`${type.name} has no lines: ${fields.map(({ name }) => name).join(', ')}`];
  return [
    ...compared(type.name, fields, stated.fields, {}),
    ...fields.flatMap((field) => breakable(type.name, field, stated, policy)),
  ];
}

function compared(
  type: string,
  fields: Fields,
  lines: Readonly<Record<string, unknown>>,
  optional: Readonly<Record<string, unknown>>,
): readonly string[] {
  const names = new Set(fields.map(({ name }) => name));
  return [
    ...[...names].filter((name) => !(name in lines)).map((name) => `${type}.${name} has no line`),
    ...Object.keys(lines)
      .filter((name) => !names.has(name) && !(name in optional))
      .map((name) => `${type}.${name} has a line and is no field of the schema`),
  ];
}

/** What is wrong with a field whose class demands a further right: refused, it must be null, and it must be refused before its object is. */
function breakable(
  type: string,
  field: GraphQLField<unknown, unknown>,
  stated: TypePolicy,
  policy: Policy,
): readonly string[] {
  const line = stated.fields[field.name];
  if (!line) return [];
  const rights = rightsOf(line);
  const problems = rights
    .filter((right) => isNonNullType(field.type) && !impliedBy(stated, right))
    .map((right) => `${type}.${field.name} may be refused (${right}) and must be nullable`);
  const inner = policy.types[getNamedType(field.type).name];
  if (beginsRegions(stated, line) && isNonNullType(field.type))
    problems.push(`${type}.${field.name} may be refused (what is told of whole regions) and must be nullable`);
  if (inner && isOfRegions(inner.access) && !isOfRegions(stated.access) && !isOfRegions(accessOf(line)))
    problems.push(`${type}.${field.name} leads to what is told of whole regions and must be of that class`);
  const innerRight = inner ? classRight(inner.access) : null;
  if (innerRight && !rights.includes(innerRight) && !impliedBy(stated, innerRight))
    problems.push(`${type}.${field.name} leads to what needs ${innerRight} and must be of that class`);
  return problems;
}

/** Who may do an act may see what it gives back. */
function unseenByAuthor(field: GraphQLField<unknown, unknown>, policy: Policy): readonly string[] {
  const [, , ...rights] = policy.mutations[field.name] ?? [];
  const result = getNamedType(field.type);
  const members = isUnionType(result) ? result.getTypes() : [result];
  return members.flatMap(({ name }) => {
    const access = policy.types[name]?.access;
    const right = access && classRight(access);
    if (!right) return [];
    const blind = Object.values(RIGHTS).some(
      (held) => rights.some((own) => held.includes(own)) && !held.includes(right),
    );
    return blind ? [`Mutation.${field.name} gives back ${name} to who lacks ${right}`] : [];
  });
}

/** Whether nobody reaches the type without the right: its own class demands it, or every role that reads its rows holds it. */
function impliedBy({ access, right: rowRight }: TypePolicy, right: Action): boolean {
  if (classRight(access) === right || rowRight === right) return true;
  if (rowRight === null) return false;
  return Object.values(RIGHTS).every((rights) => !rights.includes(rowRight) || rights.includes(right));
}
