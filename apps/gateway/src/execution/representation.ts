import type { RequiresSelection } from '@graphql-hive/router-query-planner';

import { isJsonList, isJsonObject, type Json, type JsonObject } from './json';
import type { TypeMatcher } from './plan-path';

/**
 * The key (and required fields) by which a subgraph finds an entity, projected from what is already known of it. Null when
 * the entity isn't of the required type or a required field never arrived: then there is nothing to ask.
 */
export function representationOf(
  requires: readonly RequiresSelection[],
  entity: JsonObject,
  matches: TypeMatcher,
): JsonObject | null {
  const representation = project(requires, entity, matches);
  if (representation === null) return null;
  const typeName = representation['__typename'] ?? entity['__typename'] ?? conditionOf(requires);
  if (typeof typeName !== 'string') return null;
  representation['__typename'] = typeName;
  return Object.keys(representation).length > 1 ? representation : null;
}

function conditionOf(requires: readonly RequiresSelection[]): string | undefined {
  const [first] = requires;
  return first?.kind === 'InlineFragment' ? first.typeCondition : undefined;
}

function project(requires: readonly RequiresSelection[], entity: JsonObject, matches: TypeMatcher): JsonObject | null {
  const result: JsonObject = {};
  for (const selection of requires) {
    if (selection.kind === 'InlineFragment') {
      const typeName = entity['__typename'];
      if (typeof typeName === 'string' && !matches(typeName, [selection.typeCondition])) continue;
      const projected = project(selection.selections, entity, matches);
      if (projected === null) return null;
      Object.assign(result, projected);
    } else if (selection.kind === 'Field') {
      const value = entity[selection.alias ?? selection.name] ?? entity[selection.name];
      if (value === undefined) {
        if (selection.name !== '__typename') return null;
        continue;
      }
      result[selection.name] = selection.selections ? nested(selection.selections, value, matches) : value;
    }
  }
  return result;
}

function nested(selections: readonly RequiresSelection[], value: Json, matches: TypeMatcher): Json {
  if (isJsonList(value)) return value.map((item) => nested(selections, item, matches));
  return isJsonObject(value) ? project(selections, value, matches) : value;
}
