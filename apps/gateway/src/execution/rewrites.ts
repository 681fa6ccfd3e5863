import type { FetchNodePathSegment, FetchRewrite } from '@graphql-hive/router-query-planner';

import { isJsonList, isJsonObject, type Json, type JsonObject } from './json';
import type { TypeMatcher } from './plan-path';

type Change = (parent: JsonObject, key: string) => void;

/**
 * Applies what the planner orders for a fetch: renames response keys that it aliased to avoid a conflict, and sets values such
 * as the type name of an interface object. Works in place on `data`, which belongs to this fetch alone.
 */
export function applyRewrites(data: Json, rewrites: readonly FetchRewrite[] | undefined, matches: TypeMatcher): void {
  for (const rewrite of rewrites ?? []) {
    const { path, change } = changeOf(rewrite);
    visit(data, path, change, matches);
  }
}

/** The names that fetches use for fields, where they differ from the names that clients see: alias → response key. */
export function renamedKeys(rewrites: readonly FetchRewrite[] | undefined): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const rewrite of rewrites ?? []) {
    if (!('KeyRenamer' in rewrite)) continue;
    const last = rewrite.KeyRenamer.path.at(-1);
    if (last && 'Key' in last) names.set(last.Key, rewrite.KeyRenamer.renameKeyTo);
  }
  return names;
}

function changeOf(rewrite: FetchRewrite): { path: readonly FetchNodePathSegment[]; change: Change } {
  if ('KeyRenamer' in rewrite) {
    const { path, renameKeyTo } = rewrite.KeyRenamer;
    return { path, change: (parent, key) => rename(parent, key, renameKeyTo) };
  }
  const { path, setValueTo } = 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite;
  return { path, change: (parent, key) => void (parent[key] = setValueTo) };
}

function rename(parent: JsonObject, from: string, to: string): void {
  if (!(from in parent)) return;
  parent[to] = parent[from];
  delete parent[from];
}

function visit(
  data: Json | undefined,
  path: readonly FetchNodePathSegment[],
  change: Change,
  matches: TypeMatcher,
): void {
  if (isJsonList(data)) {
    for (const item of data) visit(item, path, change, matches);
    return;
  }
  const [segment, ...rest] = path;
  if (!segment || !isJsonObject(data)) return;
  if ('TypenameEquals' in segment) {
    const typeName = data['__typename'];
    if (typeof typeName !== 'string' || matches(typeName, segment.TypenameEquals)) visit(data, rest, change, matches);
  } else if (rest.length === 0) {
    change(data, segment.Key);
  } else {
    visit(data[segment.Key], rest, change, matches);
  }
}
