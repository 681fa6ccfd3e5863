import {
  type FieldNode,
  type GraphQLEnumType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';

import { collectFields, type SelectionScope } from './field-collection';
import { isJsonList, isJsonObject, type Json, type JsonObject, type ResponsePath } from './json';

/** A place where the public schema promises a value and nobody delivered one. */
export interface Violation {
  readonly path: ResponsePath;
  readonly field: string;
  /** Length of the path of the place that became null for it; 0 where that is the whole answer. */
  nullAt: number;
}

/** What clients receive: every selected field, nulls propagated, nothing else. */
export interface Completed {
  readonly data: JsonObject | null;
  /** In the order of the selection; an object that becomes null tells of each of its own fields that would have made it so. */
  readonly violations: readonly Violation[];
}

/** Builds the answer from merged subgraph data. */
export type Completer = (data: JsonObject) => Completed;

type Writer = (value: Json | undefined, path: PathNode | null, violations: Violation[]) => Json;

interface PathNode {
  readonly parent: PathNode | null;
  readonly key: string | number;
}

interface CompletedField {
  readonly key: string;
  readonly coordinate: string;
  readonly isNonNull: boolean;
  readonly write: Writer;
}

/** Marks a null that a non-null promise forbids, on its way up to the nearest nullable place. */
const BROKEN = Symbol('broken non-null promise') as unknown as Json;

/**
 * Compiles the last step of execution for one operation and one set of variables: it projects merged subgraph data onto the
 * selection, in selection order, and holds the promise that a non-null field is never delivered as null: the null moves up
 * to the nearest nullable parent (GraphQL, section 6.4.4). Introspection fields are taken as delivered.
 */
export function compileCompletion(
  schema: GraphQLSchema,
  rootType: GraphQLObjectType,
  selectionSet: SelectionSetNode,
  scope: SelectionScope,
): Completer {
  const write = writeObject(schema, rootType, [selectionSet], scope);
  return (data) => {
    const violations: Violation[] = [];
    const result = write(data, null, violations);
    // What no nullable place on the way has taken makes the whole answer null, which is what `nullAt` says from the start.
    return { data: isJsonObject(result) ? result : null, violations };
  };
}

function writerOf(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  selections: readonly SelectionSetNode[],
  scope: SelectionScope,
): Writer {
  if (isNonNullType(type)) return writerOf(schema, type.ofType, selections, scope);
  if (isListType(type)) {
    const isItemNonNull = isNonNullType(type.ofType);
    return writeList(writerOf(schema, type.ofType, selections, scope), isItemNonNull);
  }
  if (isObjectType(type)) return writeObject(schema, type, selections, scope);
  if (isAbstractType(type)) return writeAbstract(schema, selections, scope);
  return isEnumType(type) ? writeEnum(type) : (value) => value ?? null;
}

function writeEnum(type: GraphQLEnumType): Writer {
  const names = new Set(type.getValues().map((value) => value.name));
  return (value) => (typeof value === 'string' && names.has(value) ? value : null);
}

function writeList(writeItem: Writer, isItemNonNull: boolean): Writer {
  return (value, path, violations) => {
    if (!isJsonList(value)) return null;
    const items: Json[] = [];
    for (let index = 0; index < value.length; index += 1) {
      const at = { parent: path, key: index };
      const from = violations.length;
      const item = writeItem(value[index], at, violations);
      if (item === BROKEN) {
        if (isItemNonNull) return BROKEN;
        settle(violations, from, at);
        items.push(null);
        continue;
      }
      if (item === null && isItemNonNull) {
        violations.push({ path: pathOf(at), field: 'list item', nullAt: 0 });
        return BROKEN;
      }
      items.push(item);
    }
    return items;
  };
}

function writeAbstract(schema: GraphQLSchema, selections: readonly SelectionSetNode[], scope: SelectionScope): Writer {
  const byType = new Map<string, Writer | null>();
  return (value, path, violations) => {
    const typeName = isJsonObject(value) ? value['__typename'] : undefined;
    if (typeof typeName !== 'string') return null;
    let write = byType.get(typeName);
    if (write === undefined) {
      const type = schema.getType(typeName);
      write = isObjectType(type) ? writeObject(schema, type, selections, scope) : null;
      byType.set(typeName, write);
    }
    return write === null ? null : write(value, path, violations);
  };
}

function writeObject(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  selections: readonly SelectionSetNode[],
  scope: SelectionScope,
): Writer {
  const fields = [...collectFields(scope, type.name, selections)].map(([key, nodes]) =>
    completedField(schema, type, key, nodes, scope),
  );
  return (value, path, violations) => {
    if (!isJsonObject(value)) return null;
    const result: JsonObject = {};
    let isBroken = false;
    for (const field of fields) {
      const at = { parent: path, key: field.key };
      const from = violations.length;
      const written = field.write(value[field.key], at, violations);
      if (written === BROKEN) {
        if (field.isNonNull) isBroken = true;
        else settle(violations, from, at);
        result[field.key] = null;
      } else if (written === null && field.isNonNull) {
        violations.push({ path: pathOf(at), field: field.coordinate, nullAt: 0 });
        isBroken = true;
      } else {
        result[field.key] = written;
      }
    }
    return isBroken ? BROKEN : result;
  };
}

function completedField(
  schema: GraphQLSchema,
  parent: GraphQLObjectType,
  key: string,
  nodes: readonly FieldNode[],
  scope: SelectionScope,
): CompletedField {
  const name = nodes[0]?.name.value ?? key;
  const coordinate = `${parent.name}.${name}`;
  if (name === '__typename') return { key, coordinate, isNonNull: true, write: () => parent.name };
  const definition = parent.getFields()[name];
  if (!definition) return { key, coordinate, isNonNull: false, write: (value) => value ?? null };
  const selections = nodes.flatMap((node) => (node.selectionSet ? [node.selectionSet] : []));
  const write = writerOf(schema, definition.type, selections, scope);
  return { key, coordinate, isNonNull: isNonNullType(definition.type), write };
}

/** Tells the violations from `from` on which place took their null, those left out that a place below took. */
function settle(violations: readonly Violation[], from: number, at: PathNode): void {
  const { length } = pathOf(at);
  for (const violation of violations.slice(from)) if (violation.nullAt === 0) violation.nullAt = length;
}

/**
 * The first violation of each place that became null, of places for which no `errors` account. An error accounts for a place when it stands at one
 * of the fields that made it null: a subgraph that refuses one non-null field delivers none of its siblings, which nobody else
 * refused or lost.
 */
export function unexplained(
  violations: readonly Violation[],
  errors: readonly { readonly path?: ResponsePath }[],
): Violation[] {
  const places = new Map<string, Violation[]>();
  for (const violation of violations) {
    const key = JSON.stringify(violation.path.slice(0, violation.nullAt));
    places.set(key, [...(places.get(key) ?? []), violation]);
  }
  const isExplained = ({ path }: Violation): boolean =>
    errors.some((error) => error.path === undefined || isOnOnePath(error.path, path));
  return [...places.values()].filter((place) => !place.some(isExplained)).flatMap((place) => place.slice(0, 1));
}

function isOnOnePath(a: ResponsePath, b: ResponsePath): boolean {
  const shared = Math.min(a.length, b.length);
  return a.slice(0, shared).every((step, index) => step === b[index]);
}

function pathOf(node: PathNode | null): ResponsePath {
  const path: (string | number)[] = [];
  for (let at = node; at !== null; at = at.parent) path.unshift(at.key);
  return path;
}

/** Whether a selection on `condition` covers objects of `typeName`, by the public schema. */
export function conditionApplies(schema: GraphQLSchema): SelectionScope['applies'] {
  return (condition, typeName) => {
    if (condition === typeName) return true;
    const abstract = schema.getType(condition);
    const concrete = schema.getType(typeName);
    if (!isAbstractType(abstract) || (!isObjectType(concrete) && !isInterfaceType(concrete))) return false;
    return schema.isSubType(abstract, concrete);
  };
}
