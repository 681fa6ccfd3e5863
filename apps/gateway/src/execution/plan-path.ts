import type { FlattenNodePathSegment } from '@graphql-hive/router-query-planner';

import { isJsonList, isJsonObject, type Json, type JsonObject, type ResponsePath } from './json';

/** Answers whether a concrete type is one of, or implements one of, the named types. */
export type TypeMatcher = (typeName: string, conditions: readonly string[]) => boolean;

/** An object of the answer that a fetch extends, and where it stands. */
export interface Located {
  readonly value: JsonObject;
  readonly path: ResponsePath;
}

/**
 * Every object of `data` under the plan's path, in document order, with list indices in its path. Lists are walked whether or
 * not the plan writes an `@` for them; nulls end the walk.
 */
export function locate(data: Json, segments: readonly FlattenNodePathSegment[], matches: TypeMatcher): Located[] {
  const found: Located[] = [];
  walk(data, segments, 0, [], matches, found);
  return found;
}

function walk(
  value: Json | undefined,
  segments: readonly FlattenNodePathSegment[],
  at: number,
  path: ResponsePath,
  matches: TypeMatcher,
  found: Located[],
): void {
  if (isJsonList(value)) {
    const next = segments[at] === '@' ? at + 1 : at;
    value.forEach((item, index) => walk(item, segments, next, [...path, index], matches, found));
    return;
  }
  if (!isJsonObject(value)) return;
  const segment = segments[at];
  if (segment === undefined) {
    found.push({ value, path });
  } else if (segment === '@') {
    walk(value, segments, at + 1, path, matches, found);
  } else if ('Field' in segment) {
    walk(value[segment.Field], segments, at + 1, [...path, segment.Field], matches, found);
  } else {
    const typeName = value['__typename'];
    const passes = typeof typeName !== 'string' || matches(typeName, segment.TypeCondition);
    if (passes) walk(value, segments, at + 1, path, matches, found);
  }
}
