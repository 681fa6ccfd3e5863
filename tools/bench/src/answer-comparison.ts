/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Two answers to one question are read at two instants; further apart than this they aren't of the same state. */
const READ_WITHIN_MS = 60_000;

/**
 * Where two answers differ first, as a path and both values; null when they are equal. Values under `asOf` say when an answer
 * was read, so they need only lie close together.
 */
export function firstDifference(left: Json | undefined, right: Json | undefined, path = 'data'): string | null {
  if (Object.is(left, right)) return null;
  if (isList(left) && isList(right)) {
    if (left.length !== right.length) return `${path} has ${left.length} elements and ${right.length}`;
    return firstOf(left.map((item, index) => () => firstDifference(item, right[index], `${path}[${index}]`)));
  }
  if (isObject(left) && isObject(right)) {
    const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
    return firstOf(keys.map((key) => () => firstDifference(left[key], right[key], `${path}.${key}`)));
  }
  if (path.endsWith('.asOf') && isSameReading(left, right)) return null;
  return `${path} is ${shown(left)} and ${shown(right)}`;
}

function firstOf(checks: readonly (() => string | null)[]): string | null {
  for (const check of checks) {
    const found = check();
    if (found !== null) return found;
  }
  return null;
}

function isSameReading(left: Json | undefined, right: Json | undefined): boolean {
  if (typeof left !== 'string' || typeof right !== 'string' || left.length !== right.length) return false;
  return Math.abs(Date.parse(left) - Date.parse(right)) <= READ_WITHIN_MS;
}

function shown(value: Json | undefined): string {
  return value === undefined ? 'absent' : JSON.stringify(value).slice(0, 80);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
