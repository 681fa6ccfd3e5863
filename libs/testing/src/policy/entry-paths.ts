import { FaultError } from '@nuan/errors';
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';

import { type FieldArguments, rowTypeOf, type Selection } from './selection';

/** One operation of the walk: how it reaches rows of a type, and the document that asks for all that they show. */
export interface Entry {
  /** Such as `households → exitReviews → ExitReview`, for messages. */
  readonly path: string;
  readonly type: string;
  readonly document: string;
}

/** Shortest ways by which a type is asked for; one of them may have no row. */
const MOST_WAYS = 3;

type Field = GraphQLField<unknown, unknown>;
type Step = readonly [parent: GraphQLNamedType, field: Field];

/** The types whose values a page or a list of the root shows, and for each the shortest ways down to those that hang on them. */
export function entriesOf(schema: GraphQLSchema, selection: Selection, literals: FieldArguments): readonly Entry[] {
  const query = schema.getQueryType();
  if (!query) return [];
  const roots = Object.values(query.getFields()).filter(
    (field) => !field.name.startsWith('_') && isAskable(query, field, literals),
  );
  // What finds one row by a given id comes first: the rows below are those that hang on it.
  const isLookUp = (field: Field): number => (field.args.some(({ name }) => /^(id|householdId)$/.test(name)) ? 0 : 1);
  const starts = [...roots]
    .sort((one, other) => isLookUp(one) - isLookUp(other))
    .map((field): readonly Step[] => [[query, field]]);
  const seen = new Set<string>();
  const entries: Entry[] = [];
  for (let level: readonly (readonly Step[])[] = starts; level.length > 0; level = nextLevel(level, literals, seen)) {
    const ways = new Map<string, number>();
    for (const steps of level) {
      const type = endOf(steps);
      const known = ways.get(type.name) ?? 0;
      if (isLeafType(type) || (steps.length > 1 && (seen.has(type.name) || known === MOST_WAYS))) continue;
      ways.set(type.name, known + 1);
      entries.push(entryOf(steps, type, selection));
    }
    for (const name of ways.keys()) seen.add(name);
  }
  return entries;
}

/** Whether a field may be asked without a value that only its rows give. */
function isAskable(parent: GraphQLNamedType, field: Field, literals: FieldArguments): boolean {
  return `${parent.name}.${field.name}` in literals || !field.args.some(isRequiredArgument);
}

function endOf(steps: readonly Step[]): GraphQLNamedType {
  const last = steps.at(-1);
  if (!last) throw new FaultError('a way into the graph begins with a root field');
  return rowTypeOf(last[1]);
}

function nextLevel(
  level: readonly (readonly Step[])[],
  literals: FieldArguments,
  seen: ReadonlySet<string>,
): readonly (readonly Step[])[] {
  return level.flatMap((steps) => {
    const end = endOf(steps);
    const types: readonly GraphQLObjectType[] = isObjectType(end) ? [end] : isUnionType(end) ? end.getTypes() : [];
    return types.flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => isAskable(type, field, literals) && leadsOn(field, seen))
        .map((field): readonly Step[] => [...steps, [type, field]]),
    );
  });
}

function leadsOn(field: Field, seen: ReadonlySet<string>): boolean {
  const type = rowTypeOf(field);
  return !isLeafType(type) && !seen.has(type.name);
}

function entryOf(steps: readonly Step[], type: GraphQLNamedType, selection: Selection): Entry {
  const innermost = selection.everything(type);
  const body = [...steps].reverse().reduce((inner, [parent, field], index) => {
    const text = selection.through(parent, field, inner);
    const before = steps[steps.length - 2 - index];
    return index === steps.length - 1 ? `{ ${text} }` : wrapped(before, parent, text);
  }, innermost);
  return {
    path: [...steps.map(([, field]) => field.name), type.name].join(' → '),
    type: type.name,
    document: `query ${body}`,
  };
}

/** A selection within a member of a union is asked of that member alone. */
function wrapped(before: Step | undefined, parent: GraphQLNamedType, text: string): string {
  return before && isUnionType(rowTypeOf(before[1])) ? `{ ... on ${parent.name} { ${text} } }` : `{ ${text} }`;
}
