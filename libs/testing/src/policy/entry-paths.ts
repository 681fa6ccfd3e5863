import { FaultError } from '@nuan/errors';
import {
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

import type { ArgumentValues, KnownValues } from './argument-values';
import type { Way } from './cells';
import { isConnection, rowTypeOf, type Selection } from './selection';

/** One operation of the walk: how it reaches rows of a type, and the document that asks for all that they show. */
export interface Entry {
  /** Such as `households → exitReviews → ExitReview`, for messages. */
  readonly path: string;
  /** The root field. */
  readonly root: string;
  /** The way by which the rows of the root field are reached; what hangs on them is reached by an edge. */
  readonly way: Way;
  /** Type of the rows of the root field. */
  readonly rootType: string;
  readonly document: string;
}

/** Shortest ways by which a type is asked for; one of them may have no row. */
const MOST_WAYS = 2;

type Field = GraphQLField<unknown, unknown>;
type Step = readonly [parent: GraphQLNamedType, field: Field];

/** By which way a root field gives its rows. */
export function wayOfRoot(field: Field): Way {
  if (field.name === 'changes') return 'change feed';
  if (/Copy$|Record$|Template$|^bankFile$/.test(field.name)) return 'export';
  const type = isNonNullType(field.type) ? field.type.ofType : field.type;
  if (isListType(type)) return 'list';
  return isObjectType(type) && !isConnection(type) && field.args.some(isRequiredArgument) ? 'look-up' : 'list';
}

/** The types whose values a page or a list of the root shows, and for each the shortest ways down to those that hang on them. */
export function entriesOf(schema: GraphQLSchema, selection: Selection, values: ArgumentValues): readonly Entry[] {
  const query = schema.getQueryType();
  if (!query) return [];
  const isAskable = (parent: GraphQLNamedType, field: Field): boolean => values.of(parent, field) !== null;
  const roots = Object.values(query.getFields()).filter(
    (field) => !field.name.startsWith('_') && isAskable(query, field),
  );
  // What finds one row by a given id comes first: the rows below are those that hang on it.
  const starts = [...roots]
    .sort((one, other) => Number(wayOfRoot(one) !== 'look-up') - Number(wayOfRoot(other) !== 'look-up'))
    .map((field): readonly Step[] => [[query, field]]);
  const seen = new Set<string>();
  const entries: Entry[] = [];
  for (let level: readonly (readonly Step[])[] = starts; level.length > 0; level = nextLevel(level, isAskable, seen)) {
    const ways = new Map<string, number>();
    for (const steps of level) {
      const type = endOf(steps);
      const known = ways.get(type.name) ?? 0;
      if (steps.length > 1 && (isLeafType(type) || seen.has(type.name) || known === MOST_WAYS)) continue;
      ways.set(type.name, known + 1);
      entries.push(entryOf(steps, selection));
    }
    for (const name of ways.keys()) seen.add(name);
  }
  return entries;
}

/** The root fields that nothing known can be asked of. */
export function unaskableRoots(schema: GraphQLSchema, values: ArgumentValues): readonly string[] {
  const query = schema.getQueryType();
  return Object.values(query?.getFields() ?? {})
    .filter((field) => query && !field.name.startsWith('_') && values.of(query, field) === null)
    .map(({ name }) => name);
}

/** Entities by their key, as a gateway asks for them. */
export function entityEntries(schema: GraphQLSchema, selection: Selection, known: KnownValues): readonly Entry[] {
  const entity = schema.getType('_Entity');
  const types = entity && 'getTypes' in entity ? entity.getTypes() : [];
  return types.filter(isObjectType).flatMap((type): Entry[] => {
    const key = ['id', 'code'].find((name) => name in type.getFields() && known.has(`${type.name}.${name}`));
    if (!key) return [];
    const given = `{ __typename: "${type.name}", ${key}: "${known.get(`${type.name}.${key}`) ?? ''}" }`;
    const body = `... on ${type.name} ${selection.everything(type)}`;
    return [
      {
        path: `_entities(${type.name})`,
        root: '_entities',
        way: '_entities',
        rootType: type.name,
        document: `query { _entities(representations: [${given}]) { __typename ${body} } }`,
      },
    ];
  });
}

function endOf(steps: readonly Step[]): GraphQLNamedType {
  const last = steps.at(-1);
  if (!last) throw new FaultError('a way into the graph begins with a root field');
  return rowTypeOf(last[1]);
}

function nextLevel(
  level: readonly (readonly Step[])[],
  isAskable: (parent: GraphQLNamedType, field: Field) => boolean,
  seen: ReadonlySet<string>,
): readonly (readonly Step[])[] {
  return level.flatMap((steps) => {
    const end = endOf(steps);
    if (!isObjectType(end)) return [];
    return Object.values(end.getFields())
      .filter((field) => isAskable(end, field) && leadsOn(field, seen))
      .map((field): readonly Step[] => [...steps, [end, field]]);
  });
}

function leadsOn(field: Field, seen: ReadonlySet<string>): boolean {
  const type = rowTypeOf(field);
  return !isLeafType(type) && !seen.has(type.name);
}

/** What tells of which region a row on the way is. */
function keyOf(type: GraphQLNamedType): string {
  const fields = isObjectType(type) ? type.getFields() : {};
  return ['id', 'code', 'regionCode']
    .filter((name) => name in fields && isLeafType(getNamedType(fields[name]?.type)))
    .join(' ');
}

function entryOf(steps: readonly Step[], selection: Selection): Entry {
  const innermost = selection.everything(endOf(steps));
  const body = [...steps].reverse().reduce((inner, [parent, field]) => {
    const text = selection.through(parent, field, inner);
    if (text === null) throw new FaultError(`${parent.name}.${field.name} can't be asked`);
    return `{ ${keyOf(parent)} ${text} }`;
  }, innermost);
  const [, root] = steps[0] ?? [];
  if (!root) throw new FaultError('a way into the graph begins with a root field');
  return {
    path: [...steps.map(([, field]) => field.name), endOf(steps).name].join(' → '),
    root: root.name,
    way: wayOfRoot(root),
    rootType: rowTypeOf(root).name,
    document: `query ${body}`,
  };
}
