import { type Action, can, type Viewer } from '@nuan/auth';
import { ForbiddenError } from '@nuan/errors';
import { defaultFieldResolver, type GraphQLField, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';

import type { SubgraphContext } from '../context';
import { classRight } from './access-class';
import { declaredTypes, rootFieldsOf } from './declared';
import { type Policy, rightsOf, type RootLine } from './policy';

/**
 * Puts the policy into the schema: a root field is refused to whoever holds none of its rights before anything is read, and a
 * value whose class needs a further right at its own path, by whichever way it is reached. Other fields stay as they are.
 */
export function enforcePolicy(schema: GraphQLSchema, policy: Policy): void {
  enforceRoots(rootFieldsOf(schema.getQueryType()), policy.queries);
  enforceRoots(rootFieldsOf(schema.getMutationType()), policy.mutations);
  for (const type of declaredTypes(schema)) {
    const lines = policy.types[type.name]?.fields ?? {};
    for (const field of Object.values(type.getFields())) {
      const line = lines[field.name];
      for (const right of line ? rightsOf(line) : []) guard(field, [right]);
    }
  }
}

function enforceRoots(
  fields: readonly GraphQLField<unknown, unknown>[],
  lines: Readonly<Record<string, RootLine>>,
): void {
  for (const field of fields) {
    const line = lines[field.name];
    if (!line) continue;
    const [access, , ...rights] = line;
    const further = classRight(access);
    if (further) guard(field, [further]);
    if (rights.length > 0) guard(field, rights);
  }
}

function guard(field: GraphQLField<unknown, unknown>, rights: readonly Action[]): void {
  const resolve = (field.resolve ?? defaultFieldResolver) as GraphQLFieldResolver<unknown, SubgraphContext>;
  const guarded: GraphQLFieldResolver<unknown, SubgraphContext> = (source, args, context, info) => {
    assertAny(context.viewer, rights);
    return resolve(source, args as never, context, info);
  };
  field.resolve = guarded as never;
}

function assertAny(viewer: Viewer, rights: readonly Action[]): void {
  if (!rights.some((right) => can(viewer, right))) throw new ForbiddenError(rights[0] ?? '');
}
