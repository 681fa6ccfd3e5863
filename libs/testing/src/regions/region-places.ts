import { newId } from '@nuan/kernel';
import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
} from 'graphql';

import { leastOf } from '../policy/minimal-arguments';

/** A place of a mutation's input that takes a region. */
export interface RegionPlace {
  readonly mutation: string;
  /** Path in the input; a list is entered at its first element: `cities.0.city`. */
  readonly path: readonly string[];
}

/** Every place of every mutation's input that takes the code of a region. */
export function regionPlaces(schema: GraphQLSchema): readonly RegionPlace[] {
  return Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap((field) => {
    const input = inputOf(field);
    return input === null ? [] : pathsIn(input, []).map((path) => ({ mutation: field.name, path }));
  });
}

function pathsIn(type: GraphQLInputType, seen: readonly string[]): (readonly string[])[] {
  const plain = getNullableType(type);
  if (isListType(plain)) return pathsIn(plain.ofType as GraphQLInputType, seen).map((path) => ['0', ...path]);
  if (!isInputObjectType(plain)) return getNamedType(plain).name === 'RegionCode' ? [[]] : [];
  if (seen.includes(plain.name)) return [];
  return Object.values(plain.getFields()).flatMap((field) =>
    pathsIn(field.type, [...seen, plain.name]).map((path) => [field.name, ...path]),
  );
}

/** The least input of a mutation, with what a test gives in its stead and the region at its place. */
export function inputWith(
  field: GraphQLField<unknown, unknown>,
  given: Readonly<Record<string, unknown>>,
  path: readonly string[],
  region: string,
): Readonly<Record<string, unknown>> {
  const type = inputOf(field);
  const own = type === null ? {} : (leastOf(type) as object);
  const least = { ...own, ...('idempotencyKey' in own ? { idempotencyKey: newId() } : {}), ...given };
  return put(least, type, path, region) as Readonly<Record<string, unknown>>;
}

function inputOf(field: GraphQLField<unknown, unknown>): GraphQLInputType | null {
  return field.args.find(({ name }) => name === 'input')?.type ?? null;
}

/** The value with `region` at `path`, made where nothing is on the way. */
function put(value: unknown, type: GraphQLInputType | null, path: readonly string[], region: string): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return region;
  const plain = type && getNullableType(type);
  if (isListType(plain)) {
    const [first, ...others] = Array.isArray(value) ? (value as unknown[]) : [];
    return [put(first, plain.ofType as GraphQLInputType, rest, region), ...others];
  }
  const own = isInputObjectType(plain) ? plain.getFields()[step] : undefined;
  const object = (value ?? (plain ? leastOf(plain) : {})) as Readonly<Record<string, unknown>>;
  return { ...object, [step]: put(object[step], own?.type ?? null, rest, region) };
}
