import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
} from 'graphql';

import { rowTypeOf } from './selection';

/** Literal arguments of fields that can't be asked without them, such as `'Region.aid': 'year: 2017'`. */
export type FieldArguments = Readonly<Record<string, string>>;

/** Ids and codes of rows to ask by, by `Type.field`. */
export type KnownValues = ReadonlyMap<string, string>;

/** Rows of a page; enough to meet some, and few enough to be read a thousand times. */
const ROWS = 3;

/**
 * Writes the arguments by which a field is asked about the rows of one region: divisions are that region, ids are those of known rows,
 * lists are filtered down to the region, and what else is required is stated.
 */
export class ArgumentValues {
  constructor(
    private readonly region: string,
    private readonly stated: FieldArguments,
    private readonly known: KnownValues,
  ) {}

  /** The arguments in brackets, or nothing; null when a required one has no value. */
  of(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>): string | null {
    const stated = this.stated[`${parent.name}.${field.name}`];
    if (stated !== undefined) return stated === '' ? '' : `(${stated})`;
    const written: string[] = [];
    for (const argument of field.args) {
      const value = this.valueOf(parent, field, argument);
      if (value !== null) written.push(`${argument.name}: ${value}`);
      else if (isRequiredArgument(argument)) return null;
    }
    return written.length === 0 ? '' : `(${written.join(', ')})`;
  }

  private valueOf(
    parent: GraphQLNamedType,
    field: GraphQLField<unknown, unknown>,
    argument: GraphQLArgument,
  ): string | null {
    const { name } = argument;
    const type = getNamedType(argument.type);
    if (type.name === 'RegionCode') return `"${this.region}"`;
    if (name === 'first') return String(ROWS);
    if (name === 'where' && parent.name === 'Query' && isInputObjectType(type) && 'region' in type.getFields())
      return `{ region: { eq: "${this.region}" } }`;
    if (!isRequiredArgument(argument)) return null;
    if (name === 'year') return '2016';
    if (type.name === 'Int') return '1';
    const owner = name === 'id' ? rowTypeOf(field).name : typeNamed(name);
    const value = this.known.get(owner === null ? `${rowTypeOf(field).name}.${name}` : `${owner}.id`);
    if (value === undefined) return null;
    const bare = isNonNullType(argument.type) ? argument.type.ofType : argument.type;
    return isListType(bare) ? `["${value}"]` : `"${value}"`;
  }
}

/** The type that the name of an id tells: `householdId` is of a Household. */
export function typeNamed(name: string): string | null {
  const noun = name.replace(/Ids?$/, '');
  return noun === name ? null : `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`;
}
