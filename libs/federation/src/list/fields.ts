import type { AccessClass } from '../policy/access-class';
import { enumName } from '../published-enums';
import { enumFilter, FILTERS } from './filters';
import type { SqlType } from './operators';

/** One filterable field of a list: an indexed SQL expression, its type, and the input type that compares it. */
export interface ListField {
  readonly sql: string;
  readonly type: SqlType | 'text[]';
  readonly filter: () => new () => object;
  readonly description: string;
  /** What it tells; who may not see that may not filter by it. CASE when absent, which needs no further right. */
  readonly access?: AccessClass;
}

function field(sql: string, type: ListField['type'], filter: ListField['filter'], description: string): ListField {
  return { sql, type, filter, description };
}

/** The same field, open only to those who may see what it tells. */
export const guardedField = (access: AccessClass, listField: ListField): ListField => ({ ...listField, access });

/** A text column (文本). */
export const textField = (sql: string, description: string): ListField =>
  field(sql, 'text', () => FILTERS.text, description);
/** A uuid column (编号). */
export const idField = (sql: string, description: string): ListField =>
  field(sql, 'uuid', () => FILTERS.id, description);
/** An integer column (整数). */
export const intField = (sql: string, description: string): ListField =>
  field(sql, 'integer', () => FILTERS.int, description);
/** A floating-point column (数值); never money. */
export const floatField = (sql: string, description: string): ListField =>
  field(sql, 'double precision', () => FILTERS.float, description);
/** A `*_fen` bigint column, compared in yuan (金额). */
export const moneyField = (sql: string, description: string): ListField =>
  field(sql, 'bigint', () => FILTERS.money, description);
/** A `date` column (日期). */
export const dateField = (sql: string, description: string): ListField =>
  field(sql, 'date', () => FILTERS.date, description);
/** A `timestamptz` column (时刻). */
export const instantField = (sql: string, description: string): ListField =>
  field(sql, 'timestamptz', () => FILTERS.instant, description);
/** A boolean column (是否). */
export const booleanField = (sql: string, description: string): ListField =>
  field(sql, 'boolean', () => FILTERS.boolean, description);
/** A region code column (行政区划代码), with `under` for a sub-tree. */
export const regionField = (sql: string, description: string): ListField =>
  field(sql, 'text', () => FILTERS.region, description);

/** A text column that holds values of a registered enum. */
export const enumField = (enumObject: object, sql: string, description: string): ListField =>
  field(sql, 'text', () => enumFilter(enumObject, enumName(enumObject)), description);

/** A `text[]` column of enum values with a GIN index: `eq` asks whether it holds the value, `in` whether it holds any. */
export const enumArrayField = (enumObject: object, sql: string, description: string): ListField =>
  field(sql, 'text[]', () => enumFilter(enumObject, enumName(enumObject)), description);
