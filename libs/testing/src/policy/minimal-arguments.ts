import { FaultError } from '@nuan/errors';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

import { aCreditCode } from '../credit-code';

/** A well-formed value of each scalar of the platform. */
const SCALARS: Readonly<Record<string, unknown>> = {
  ID: '01890a5d-ac96-774b-bcce-b302099a8057',
  String: 'specimen-text',
  Int: 1,
  Float: 1,
  Boolean: true,
  Money: '1.00',
  Date: '2017-01-03',
  DateTime: '2017-01-03T09:00:00+08:00',
  RegionCode: '340102',
};

/** Texts that their rules accept, by the name of the field. */
const NAMED: Readonly<Record<string, unknown>> = {
  sha256: 'a'.repeat(64),
  code: 'AAAA1',
  regionCode: '340102',
  creditCode: aCreditCode(1),
  content: Buffer.from('specimen').toString('base64'),
  accountNumber: '9999990000000000',
  opensAt: '08:00',
  closesAt: '18:00',
  year: 2017,
  generation: 2021,
  minWorkingDays: 7,
  minutes: 30,
  longitude: 117.2,
  latitude: 31.8,
};

/** Values of enums that anybody may be given, where the first is one that nobody is. */
const ENUMS: Readonly<Record<string, string>> = { PersonRole: 'COUNTY' };

/** An operation's arguments as variables: their declarations, their uses and their values. */
export interface Arguments {
  /** `($input: SubmitFilingInput!)`, or nothing. */
  readonly declared: string;
  /** `(input: $input)`, or nothing. */
  readonly used: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The least that a field must be given, well-formed and about nothing that exists; `chosen` stands in where it is given. */
export function minimalArguments(
  field: GraphQLField<unknown, unknown>,
  chosen: Readonly<Record<string, unknown>> = {},
): Arguments {
  const wanted = field.args.filter((argument) => isRequiredArgument(argument) || argument.name in chosen);
  if (wanted.length === 0) return { declared: '', used: '', values: {} };
  const valueOf = ({ name, type }: GraphQLArgument): unknown => (name in chosen ? chosen[name] : leastOf(type, name));
  return {
    declared: `(${wanted.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ')})`,
    used: `(${wanted.map(({ name }) => `${name}: $${name}`).join(', ')})`,
    values: Object.fromEntries(wanted.map((argument) => [argument.name, valueOf(argument)])),
  };
}

/** The least value of an input type: required fields only, one element in a list. */
export function leastOf(type: GraphQLInputType, name = ''): unknown {
  if (isNonNullType(type)) return leastOf(type.ofType, name);
  if (isListType(type)) return [leastOf(type.ofType, name)];
  if (isEnumType(type)) return ENUMS[type.name] ?? type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(required.map((field) => [field.name, leastOf(field.type, field.name)]));
  }
  const named = NAMED[name];
  if (type.name === 'String' && named !== undefined) return String(named);
  const value = (['Int', 'Float'].includes(type.name) ? named : undefined) ?? SCALARS[type.name];
  if (value === undefined) throw new FaultError(`no specimen of the scalar ${type.name}: add one`);
  return value;
}
