import type { SqlParams } from '@nuan/database';
import { InvalidInputError } from '@nuan/errors';
import { isUuid, regionPrefix } from '@nuan/kernel';

import type { FilterInput, Operator } from './filters';

/** Most values that one `in` may hold. */
export const MAX_IN_VALUES = 500;

/** Compares a single-valued SQL expression. */
export type SqlType = 'text' | 'uuid' | 'integer' | 'double precision' | 'bigint' | 'date' | 'timestamptz' | 'boolean';

const COMPARE: Partial<Record<Operator, string>> = { eq: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' };

function likePattern(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

function values(field: string, value: unknown): readonly unknown[] {
  const list = value as readonly unknown[];
  if (list.length > MAX_IN_VALUES) {
    throw new InvalidInputError(`where.${field}.in`, 'max-values', `At most ${MAX_IN_VALUES} values may be given.`, {
      max: MAX_IN_VALUES,
    });
  }
  return list.map(plain);
}

function plain(value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

/** A half-open range of region codes under a prefix: keeps the index on the column usable under any collation of digits. */
export function prefixCondition(column: string, prefix: string, params: SqlParams): string {
  const next = String(Number(prefix) + 1).padStart(prefix.length, '0');
  return `(${column} >= ${params.add(prefix)} and ${column} < ${params.add(next)})`;
}

/** The SQL condition of one operator on a single-valued expression. */
function scalarCondition(
  field: string,
  sql: string,
  type: SqlType,
  operator: Operator,
  value: unknown,
  params: SqlParams,
): string {
  const comparison = COMPARE[operator];
  if (comparison) return `${sql} ${comparison} ${params.add(plain(value))}::${type}`;
  switch (operator) {
    case 'in':
      return `${sql} = any(${params.add(values(field, value))}::${type}[])`;
    case 'contains':
      return `${sql} like ${params.add(`%${likePattern(String(value))}%`)}`;
    case 'startsWith':
      return `${sql} like ${params.add(`${likePattern(String(value))}%`)}`;
    case 'under':
      return prefixCondition(sql, regionPrefix(String(value)), params);
    default:
      return value === true ? `${sql} is null` : `${sql} is not null`;
  }
}

/** The SQL condition of one operator on an array-valued expression: `eq` asks whether it holds the value, `in` whether it holds any. */
function arrayCondition(field: string, sql: string, operator: Operator, value: unknown, params: SqlParams): string {
  switch (operator) {
    case 'eq':
      return `${sql} @> array[${params.add(plain(value))}]::text[]`;
    case 'in':
      return `${sql} && ${params.add(values(field, value))}::text[]`;
    default:
      return value === true ? `cardinality(${sql}) = 0` : `cardinality(${sql}) > 0`;
  }
}

/** All given operators of one filter, joined by `and`. An operator given as null is refused: absence is `isNull`. */
export function filterCondition(
  field: string,
  sql: string,
  type: SqlType | 'text[]',
  filter: FilterInput,
  params: SqlParams,
): string {
  const conditions: string[] = [];
  for (const [operator, value] of Object.entries(filter) as [Operator, unknown][]) {
    if (value === undefined) continue;
    if (value === null)
      throw new InvalidInputError(`where.${field}.${operator}`, 'not-null', 'Use isNull to ask for absent values.');
    if (type === 'uuid' && operator !== 'isNull') assertUuids(`where.${field}.${operator}`, value);
    conditions.push(
      type === 'text[]'
        ? arrayCondition(field, sql, operator, value, params)
        : scalarCondition(field, sql, type, operator, value, params),
    );
  }
  return conditions.length === 0 ? 'true' : conditions.join(' and ');
}

function assertUuids(field: string, value: unknown): void {
  if (![value].flat().every((id) => typeof id === 'string' && isUuid(id)))
    throw new InvalidInputError(field, 'uuid', 'An id is a UUID.');
}
