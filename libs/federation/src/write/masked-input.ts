import { InvalidInputError } from '@nuan/errors';
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

/** Input fields that take what is shown by its mask elsewhere: names of persons and organisations, numbers, addresses. */
const TAKES_A_VALUE = /^(name|\w+Name|idNumber|\w*[pP]hone|accountNumber|\w*[aA]ddress|documentNo)$/;

/** In a name a bullet stands for the dot of an ethnic name. */
const MASK = /[*＊●]/;
const MASK_OF_A_NUMBER = /[*＊•●]/;

/** Whether an input field of this name takes a value that is shown by its mask elsewhere. */
export function takesMaskable(name: string): boolean {
  return TAKES_A_VALUE.test(name) && name !== 'fileName';
}

/**
 * Refuses, in every mutation and before anything is read, a mask that a client sends back as if it were the value: written, it would take
 * the value's place. By the names of the input fields, so that a new one is guarded from its first day.
 */
export function refuseMasks(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) guard(field);
}

function guard(field: GraphQLField<unknown, unknown>): void {
  if (!field.args.some(({ name, type }) => holdsMaskable(name, type, new Set()))) return;
  const resolve = field.resolve ?? defaultFieldResolver;
  const inputs = field.args.map(({ name, type }) => ({ name, type }));
  field.resolve = (source, args: Readonly<Record<string, unknown>>, context, info) => {
    for (const { name, type } of inputs) assertWhole(name, type, args[name], name === 'input' ? '' : name);
    return resolve(source, args, context, info);
  };
}

function holdsMaskable(name: string, type: GraphQLInputType, seen: Set<unknown>): boolean {
  if (isNonNullType(type) || isListType(type)) return holdsMaskable(name, type.ofType, seen);
  if (!isInputObjectType(type)) return type.name === 'String' && takesMaskable(name);
  if (seen.has(type)) return false;
  seen.add(type);
  return Object.values(type.getFields()).some((field) => holdsMaskable(field.name, field.type, seen));
}

/** @throws InvalidInputError at the field's path, without its value. */
function assertWhole(name: string, type: GraphQLInputType, value: unknown, path: string): void {
  if (value === null || value === undefined) return;
  if (isNonNullType(type)) return assertWhole(name, type.ofType, value, path);
  if (isListType(type)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const [at, item] of items.entries()) assertWhole(name, type.ofType, item, `${path}.${at}`);
    return;
  }
  if (isInputObjectType(type)) {
    const given = value as Readonly<Record<string, unknown>>;
    for (const field of Object.values(type.getFields()))
      assertWhole(field.name, field.type, given[field.name], path === '' ? field.name : `${path}.${field.name}`);
    return;
  }
  if (typeof value !== 'string' || !takesMaskable(name)) return;
  if ((name.toLowerCase().endsWith('name') ? MASK : MASK_OF_A_NUMBER).test(value))
    throw new InvalidInputError(
      path,
      'MASKED_VALUE_REJECTED',
      'This is a masked value: leave it out, or send it whole.',
    );
}
