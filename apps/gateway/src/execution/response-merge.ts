import { isJsonList, isJsonObject, type Json, type JsonObject } from './json';

/**
 * Whether `addition` lines up with what is already there: lists that both parts hold have the same length. Parallel parts of
 * one list are merged by index, so a part with another length would put its blocks on the wrong rows and must be refused.
 */
export function isAligned(existing: Json | undefined, addition: Json | undefined): boolean {
  if (isJsonList(existing) && isJsonList(addition)) {
    return existing.length === addition.length && addition.every((item, index) => isAligned(existing[index], item));
  }
  if (isJsonObject(existing) && isJsonObject(addition)) {
    return Object.keys(addition).every((key) => isAligned(existing[key], addition[key]));
  }
  return true;
}

/**
 * Adds the fields of one subgraph's answer to what others delivered for the same object. Objects merge field by field, lists
 * index by index; a null never hides a value that another part delivered.
 */
export function mergeInto(target: JsonObject, addition: JsonObject): void {
  for (const key of Object.keys(addition)) target[key] = merged(target[key], addition[key]);
}

function merged(existing: Json | undefined, addition: Json | undefined): Json | undefined {
  if (existing === undefined || existing === null) return addition;
  if (addition === undefined || addition === null) return existing;
  if (isJsonObject(existing) && isJsonObject(addition)) {
    mergeInto(existing, addition);
    return existing;
  }
  if (isJsonList(existing) && isJsonList(addition)) {
    return existing.map((item, index) => merged(item, addition[index]) ?? null);
  }
  return addition;
}
