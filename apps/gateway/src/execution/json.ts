/** A parsed JSON value: what subgraphs answer and what clients receive. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object under construction: entity fetches add their fields to it. */
export interface JsonObject {
  [key: string]: Json | undefined;
}

/** Steps from the root of an answer to a field: response keys and list indices. */
export type ResponsePath = readonly (string | number)[];

/** Whether a value is a JSON object, not a list and not null. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a JSON list. `Array.isArray` alone does not narrow a readonly list. */
export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** A deep copy, so that one answer shared by several parents can be extended at one of them alone. */
export function copyJson(value: Json): Json {
  if (isJsonList(value)) return value.map(copyJson);
  if (!isJsonObject(value)) return value;
  const copy: JsonObject = {};
  for (const [key, entry] of Object.entries(value)) if (entry !== undefined) copy[key] = copyJson(entry);
  return copy;
}
