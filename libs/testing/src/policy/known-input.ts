import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isNonNullType,
  isUnionType,
} from 'graphql';

import { typeNamed, type KnownValues } from './argument-values';
import { type Arguments, minimalArguments } from './minimal-arguments';

/** An id that no row has. */
export const ABSENT = '01890a5d-ac96-774b-bcce-b302099a8057';

/** Gives the ids and divisions of an input: by the names of its field and of the type that the mutation is about. */
export type IdSource = (place: string, type: string | null) => string;

/** The least input of a root field, about the rows that `idOf` names and the region. */
export function inputAbout(field: GraphQLField<unknown, unknown>, idOf: IdSource, region: string): Arguments {
  const { declared, used, values } = minimalArguments(field);
  const about = nounsOf(field);
  const filled = field.args.map(({ name, type }): [string, unknown] => [
    name,
    fill(values[name], type, name, { idOf, region, about }),
  ]);
  return { declared, used, values: Object.fromEntries(filled.filter(([, value]) => value !== undefined)) };
}

/** Places of an input that take an id. */
export function idPlacesOf(field: GraphQLField<unknown, unknown>): readonly string[] {
  const places = new Set<string>();
  inputAbout(field, (place) => (places.add(place), ABSENT), '340102');
  return [...places];
}

/** Ids of known rows, and of none where no row of the type is known. */
export function knownIds(known: KnownValues): IdSource {
  return (_place, type) => (type === null ? undefined : known.get(`${type}.id`)) ?? ABSENT;
}

interface Filling {
  readonly idOf: IdSource;
  readonly region: string;
  readonly about: readonly string[];
}

function fill(value: unknown, type: GraphQLInputType, name: string, filling: Filling): unknown {
  if (value === undefined || value === null) return value;
  if (isNonNullType(type)) return fill(value, type.ofType, name, filling);
  if (isListType(type)) return (value as readonly unknown[]).map((item) => fill(item, type.ofType, name, filling));
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        const field = fields[key];
        return [key, field ? fill(inner, field.type, key, filling) : inner];
      }),
    );
  }
  if (type.name === 'RegionCode' || /^(regionCode|region)$/.test(name)) return filling.region;
  if (type.name !== 'ID') return value;
  if (name !== 'id') return filling.idOf(name, typeNamed(name));
  return filling.about.map((noun) => filling.idOf(name, noun)).find((id) => id !== ABSENT) ?? filling.idOf(name, null);
}

/** Types that a root field is about: those of its outcome. */
export function nounsOf(field: GraphQLField<unknown, unknown>): readonly string[] {
  const type = getNamedType(field.type);
  return isUnionType(type) ? type.getTypes().map(({ name }) => name) : [type.name];
}

/** Whether an outcome tells that something was done: it isn't one of the refusals that an act can end with. */
export function isDone(typename: string, schema: GraphQLSchema, rights: (type: string) => string | null): boolean {
  const type = schema.getType(typename);
  return type !== undefined && rights(typename) !== null;
}
