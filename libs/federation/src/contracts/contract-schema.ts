import { MapperKind, mapSchema, pruneSchema } from '@graphql-tools/utils';
import { type GraphQLSchema, isSpecifiedDirective } from 'graphql';

import { askingClasses } from '../list/asking-classes';
import type { AccessClass } from '../policy/access-class';
import { PEOPLE } from './assert-contract';
import type { Selection } from './contract';

/**
 * The part of an executable schema that a contract shows: its fields with their guards and resolvers, the arguments, inputs and enums
 * that these take, and nothing else. No machinery of the federation, no directive of it, and no filter or sort key by which
 * something of a person could be asked for.
 */
export function contractSchema(schema: GraphQLSchema, selection: Selection): GraphQLSchema {
  const part = mapSchema(schema, {
    [MapperKind.OBJECT_TYPE]: (type) => (selection.has(type.name) ? undefined : null),
    [MapperKind.ROOT_OBJECT]: (type) => (selection.has(type.name) ? undefined : null),
    [MapperKind.OBJECT_FIELD]: (_field, name, type) => (selection.get(type)?.has(name) ? undefined : null),
    [MapperKind.ROOT_FIELD]: (_field, name, type) => (selection.get(type)?.has(name) ? undefined : null),
    [MapperKind.INPUT_OBJECT_FIELD]: (_field, name, type) => (isOfPerson(type, name, FILTER) ? null : undefined),
    [MapperKind.ENUM_VALUE]: (_value, type, _schema, name) => (isOfPerson(type, name, SORT_KEY) ? null : undefined),
    [MapperKind.DIRECTIVE]: (directive) => (isSpecifiedDirective(directive) ? undefined : null),
  });
  return pruneSchema(part);
}

interface Asking {
  /** Type of the schema that holds the names, after the name of the list. */
  readonly suffix: string;
  readonly kind: string;
}

const FILTER: Asking = { suffix: 'Where', kind: 'where' };
const SORT_KEY: Asking = { suffix: 'OrderField', kind: 'orderBy' };

function isOfPerson(type: string, name: string, { suffix, kind }: Asking): boolean {
  if (!type.endsWith(suffix)) return false;
  const asks = askingClasses(type.slice(0, -suffix.length));
  const access: AccessClass | undefined = asks.find((asked) => asked.name === `${kind}.${name}`)?.access;
  return access !== undefined && PEOPLE.includes(access);
}
