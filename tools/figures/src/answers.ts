import { FaultError } from '@nuan/errors';
import { parseYuan } from '@nuan/kernel';

/** A value of an answer as JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The value at a dotted path. @throws FaultError when the answer has no such path. */
export function at(value: Json, path: string): Json {
  return path.split('.').reduce<Json>((from, key) => {
    const isObject = typeof from === 'object' && from !== null && !Array.isArray(from);
    const next = isObject ? (from as { readonly [key: string]: Json })[key] : undefined;
    if (next === undefined) throw new FaultError(`the answer has no ${path}`);
    return next;
  }, value);
}

/** The list at a path. @throws FaultError when it is no list. */
export function listAt(value: Json, path: string): readonly Json[] {
  const list = at(value, path);
  if (!Array.isArray(list)) throw new FaultError(`${path} of the answer is no list`);
  return list as readonly Json[];
}

/** The number at a path. @throws FaultError when it is null or no number. */
export function numberAt(value: Json, path: string): number {
  const number = at(value, path);
  if (typeof number !== 'number') throw new FaultError(`${path} of the answer is no number`);
  return number;
}

/** The amount at a path, in fen. @throws FaultError when it is no amount. */
export function fenAt(value: Json, path: string): bigint {
  const text = at(value, path);
  if (typeof text !== 'string') throw new FaultError(`${path} of the answer is no amount`);
  return parseYuan(text);
}

/** Σ of the numbers at a path of each element. */
export const sumOf = (list: readonly Json[], path: string): number =>
  list.reduce<number>((sum, item) => sum + numberAt(item, path), 0);

/** Σ of the amounts at a path of each element, in fen. */
export const sumOfFen = (list: readonly Json[], path: string): bigint =>
  list.reduce<bigint>((sum, item) => sum + fenAt(item, path), 0n);

/** The element whose field has that value. @throws FaultError when there is none. */
export function having(list: readonly Json[], path: string, wanted: Json): Json {
  const found = list.find((item) => at(item, path) === wanted);
  if (found === undefined) throw new FaultError(`the answer has nothing with ${path} ${String(wanted)}`);
  return found;
}
