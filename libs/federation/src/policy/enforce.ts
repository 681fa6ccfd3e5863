import { type Action, can, type Viewer } from '@nuan/auth';
import { ForbiddenError } from '@nuan/errors';
import { defaultFieldResolver, type GraphQLField, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';

import type { SubgraphContext } from '../context';
import { assertSeesRegions, classRight, isOfRegions } from './access-class';
import { declaredTypes, rootFieldsOf } from './declared';
import { beginsRegions, type Policy, rightsOf, type RootLine } from './policy';

/** What is asserted of the viewer before a field is resolved. */
type Guard = (viewer: Viewer) => void;

/**
 * Puts the policy into the schema: a root field is refused to whoever holds none of its rights before anything is read, and a
 * value whose class needs a further right at its own path, by whichever way it is reached. What is told of whole regions is
 * refused to who is bounded by unions, where it begins. Other fields stay as they are.
 */
export function enforcePolicy(schema: GraphQLSchema, policy: Policy): void {
  enforceRoots(rootFieldsOf(schema.getQueryType()), policy.queries);
  enforceRoots(rootFieldsOf(schema.getMutationType()), policy.mutations);
  for (const type of declaredTypes(schema)) {
    const stated = policy.types[type.name];
    for (const field of Object.values(type.getFields())) {
      const line = stated?.fields[field.name];
      if (!stated || !line) continue;
      for (const right of rightsOf(line)) guard(field, holdsAny([right]));
      if (beginsRegions(stated, line)) guard(field, assertSeesRegions);
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
    if (isOfRegions(access)) guard(field, assertSeesRegions);
    if (further) guard(field, holdsAny([further]));
    if (rights.length > 0) guard(field, holdsAny(rights));
  }
}

function guard(field: GraphQLField<unknown, unknown>, assertMay: Guard): void {
  const resolve = (field.resolve ?? defaultFieldResolver) as GraphQLFieldResolver<unknown, SubgraphContext>;
  const guarded: GraphQLFieldResolver<unknown, SubgraphContext> = (source, args, context, info) => {
    assertMay(context.viewer);
    return resolve(source, args as never, context, info);
  };
  field.resolve = guarded as never;
}

function holdsAny(rights: readonly Action[]): Guard {
  return (viewer) => {
    if (!rights.some((right) => can(viewer, right))) throw new ForbiddenError(rights[0] ?? '');
  };
}
