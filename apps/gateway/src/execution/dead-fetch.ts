import {
  type DocumentNode,
  getNamedType,
  getOperationAST,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';

import { collectFields, type SelectionScope } from './field-collection';
import { isJsonList, isJsonObject, type Json, type JsonObject, type ResponsePath } from './json';
import type { Located } from './plan-path';
import type { PublicError } from './public-error';

/** A fetch that brought nothing: why, what it asked, and which objects of the answer it was to extend. */
export interface DeadFetch {
  readonly refusal: Omit<PublicError, 'path'>;
  readonly operation: string;
  /** Null for a fetch of root fields; else the response key of its `_entities`. */
  readonly entityKey: string | null;
  readonly targets: readonly Located[];
}

/** At most so many errors per dead fetch: a client needs to know what is missing, not to read it a thousand times. */
const MAX_ERRORS_PER_FETCH = 100;

const INTERNAL_ALIAS = '_internal_qp_alias';

/**
 * One error for each field that a dead fetch leaves undelivered, with the field's path in the client's answer, list indices
 * included. Run after the whole plan, so that what another subgraph delivered isn't reported as missing.
 */
export function errorsOfDeadFetch(
  fetch: DeadFetch,
  schema: GraphQLSchema,
  applies: SelectionScope['applies'],
  variables: SelectionScope['variables'],
): PublicError[] {
  const document = parse(fetch.operation, { noLocation: true });
  const scope: SelectionScope = { fragments: fragmentsOf(document), variables, applies };
  const operation = getOperationAST(document);
  if (!operation) return [{ ...fetch.refusal }];
  const rootType = schema.getRootType(operation.operation)?.name ?? 'Query';
  const selectionSet =
    fetch.entityKey === null ? operation.selectionSet : entitySelection(operation.selectionSet, fetch.entityKey);
  const paths: ResponsePath[] = [];
  const search: Search = { schema, scope, paths };
  for (const { value, path } of fetch.targets) {
    const typeName = fetch.entityKey === null ? rootType : value['__typename'];
    if (typeof typeName === 'string' && selectionSet) findMissing(search, value, typeName, [selectionSet], path);
  }
  if (paths.length > 0) return paths.map((path) => ({ ...fetch.refusal, path }));
  const [first] = fetch.targets;
  return [first && first.path.length > 0 ? { ...fetch.refusal, path: first.path } : { ...fetch.refusal }];
}

interface Search {
  readonly schema: GraphQLSchema;
  readonly scope: SelectionScope;
  readonly paths: ResponsePath[];
}

function findMissing(
  search: Search,
  value: JsonObject,
  typeName: string,
  selections: readonly SelectionSetNode[],
  path: ResponsePath,
): void {
  for (const [key, nodes] of collectFields(search.scope, typeName, selections)) {
    if (search.paths.length >= MAX_ERRORS_PER_FETCH) return;
    const name = nodes[0]?.name.value ?? key;
    if (name === '__typename' || key.startsWith(INTERNAL_ALIAS)) continue;
    const at = [...path, key];
    const delivered = value[key];
    if (delivered === undefined) {
      search.paths.push(at);
      continue;
    }
    const below = nodes.flatMap((node) => (node.selectionSet ? [node.selectionSet] : []));
    if (below.length > 0) searchValue(search, delivered, fieldTypeName(search.schema, typeName, name), below, at);
  }
}

function searchValue(
  search: Search,
  value: Json,
  typeName: string,
  selections: readonly SelectionSetNode[],
  path: ResponsePath,
): void {
  if (isJsonList(value)) {
    value.forEach((item, index) => searchValue(search, item, typeName, selections, [...path, index]));
  } else if (isJsonObject(value)) {
    const concrete = value['__typename'];
    findMissing(search, value, typeof concrete === 'string' ? concrete : typeName, selections, path);
  }
}

function fieldTypeName(schema: GraphQLSchema, parent: string, field: string): string {
  const type = schema.getType(parent);
  if (!isObjectType(type) && !isInterfaceType(type)) return '';
  const definition = type.getFields()[field];
  return definition ? getNamedType(definition.type).name : '';
}

function entitySelection(root: SelectionSetNode, entityKey: string): SelectionSetNode | undefined {
  for (const selection of root.selections) {
    if (selection.kind === Kind.FIELD && (selection.alias?.value ?? selection.name.value) === entityKey) {
      return selection.selectionSet;
    }
  }
  return undefined;
}

function fragmentsOf(document: DocumentNode): SelectionScope['fragments'] {
  return new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
}
