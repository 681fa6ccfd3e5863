/** A value of a JSON answer. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** An object of a JSON answer. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** The single values below an object by their paths; lists are left out. */
export function flatten(value: JsonObject, path = ''): Record<string, string> {
  return Object.entries(value).reduce<Record<string, string>>((flat, [key, item]) => {
    const at = path === '' ? key : `${path}.${key}`;
    if (isList(item)) return flat;
    if (isObject(item)) return { ...flat, ...flatten(item, at) };
    return { ...flat, [at]: scalarText(item) };
  }, {});
}

/** A single value as text; null is a dash. */
export function scalarText(value: Json): string {
  return value === null ? '–' : String(value);
}

/** Whether a value is a list. */
export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whether a value is an object. */
export function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
