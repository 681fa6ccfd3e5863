import Table from 'cli-table3';

import { flatten, isList, isObject, type Json, type JsonObject, scalarText } from './json-path';

const MAX_CELL = 40;
const DEFAULT_WIDTH = 140;

type Row = Readonly<Record<string, string>>;

/** A list of objects taken apart: one table of single values, and one for each list inside the rows. */
interface Parts {
  readonly keys: readonly string[];
  readonly rows: readonly Row[];
  readonly inner: ReadonlyMap<string, readonly { readonly parent: Row; readonly items: readonly Json[] }[]>;
}

/**
 * Prints an answer as a person reads it: single values as lines, each list of objects as a table no wider than the screen
 * (`width` columns). A wide table is continued below with its first columns repeated; a list inside the rows becomes a
 * table of its own, with one column per key where its items are pairs such as a cause and a count.
 */
export function formatAnswer(data: JsonObject, width: number = DEFAULT_WIDTH): string {
  return Object.entries(data)
    .flatMap(([field, value]) => formatField(field, value, width))
    .join('\n\n');
}

function formatField(path: string, value: Json, width: number): string[] {
  if (isList(value)) return formatList(path, value, width);
  if (!isObject(value)) return [`${path}: ${scalarText(value)}`];
  const scalars = Object.entries(flatten(value)).map(([key, text]) => `  ${key}: ${text}`);
  const lists = Object.entries(value).flatMap(([key, item]) => listsBelow(`${path}.${key}`, item, width));
  return [...(scalars.length > 0 ? [`${path}\n${scalars.join('\n')}`] : []), ...lists];
}

function listsBelow(path: string, value: Json, width: number): string[] {
  if (isList(value)) return formatList(path, value, width);
  return isObject(value)
    ? Object.entries(value).flatMap(([key, item]) => listsBelow(`${path}.${key}`, item, width))
    : [];
}

function formatList(path: string, items: readonly Json[], width: number): string[] {
  if (items.length === 0) return [`${path}: 0\n  (none)`];
  const { keys, rows, inner } = takeApart(items);
  const tables = [...inner].map(([name, groups]) => `${path} · ${name}\n${formatInner(name, keys, groups, width)}`);
  return [`${path}: ${items.length}\n${formatRows(rows, keys, width)}`, ...tables];
}

function takeApart(items: readonly Json[]): Parts {
  const inner = new Map<string, { parent: Row; items: readonly Json[] }[]>();
  const flat = items.map((item) => (isObject(item) ? flatten(item) : { value: scalarText(item) }));
  const keys = keyColumns(flat);
  items.forEach((item, index) => {
    for (const [name, list] of isObject(item) ? innerLists(item) : []) {
      const parent = Object.fromEntries(keys.map((key) => [key, flat[index]?.[key] ?? '']));
      inner.set(name, [...(inner.get(name) ?? []), { parent, items: list }]);
    }
  });
  return { keys, rows: withoutEmptyParents(flat), inner };
}

/** What names a row: its first texts, at most two. */
function keyColumns(rows: readonly Row[]): string[] {
  const isName = (column: string): boolean => rows.every((row) => /\D/.test(row[column] ?? 'x') || column === 'code');
  return [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(isName).slice(0, 2);
}

/** An object that is null in one row has no column of its own when its values have columns in another. */
function withoutEmptyParents(rows: readonly Row[]): Row[] {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const parents = new Set(columns.filter((column) => columns.some((other) => other.startsWith(`${column}.`))));
  return rows.map((row) => {
    const kept = Object.entries(row).filter(([column]) => !parents.has(column));
    const absent = columns.filter((column) => !parents.has(column) && !(column in row)).map((column) => [column, '–']);
    return Object.fromEntries([...kept, ...absent]) as Row;
  });
}

function innerLists(value: JsonObject, path = ''): [string, readonly Json[]][] {
  return Object.entries(value).flatMap(([key, item]): [string, readonly Json[]][] => {
    const at = path === '' ? key : `${path}.${key}`;
    if (isList(item)) return item.length > 0 ? [[at, item]] : [];
    return isObject(item) ? innerLists(item, at) : [];
  });
}

function formatInner(
  name: string,
  keys: readonly string[],
  groups: readonly { readonly parent: Row; readonly items: readonly Json[] }[],
  width: number,
): string {
  const rows = groups.map(({ parent, items }) => ({
    parent,
    items: items.map((item) => (isObject(item) ? flatten(item) : { [name]: scalarText(item) })),
  }));
  const arePairs = rows.every(({ items }) => items.every((item) => Object.keys(item).length === 2));
  if (arePairs)
    return formatRows(
      rows.map(({ parent, items }) => ({ ...parent, ...pivot(items) })),
      keys,
      width,
    );
  return formatRows(
    withoutEmptyParents(rows.flatMap(({ parent, items }) => items.map((item) => ({ ...parent, ...item })))),
    keys,
    width,
  );
}

/** `[{ cause: 'ILLNESS', count: '3' }]` → `{ ILLNESS: '3' }`. */
function pivot(items: readonly Row[]): Row {
  return Object.fromEntries(items.map((item) => [Object.values(item)[0] ?? '', Object.values(item)[1] ?? '']));
}

/** One table, or several below each other that repeat the key columns. */
function formatRows(rows: readonly Row[], keys: readonly string[], width: number): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((column) => !keys.includes(column));
  const widthOf = (column: string): number =>
    3 + Math.max(...[column, ...rows.map((row) => clip(row[column] ?? ''))].map(displayWidth));
  const keyWidth = keys.reduce((sum, key) => sum + widthOf(key), 1);
  const chunks: string[][] = [[]];
  let used = keyWidth;
  for (const column of columns) {
    if (used + widthOf(column) > width && chunks.at(-1)?.length !== 0) {
      chunks.push([]);
      used = keyWidth;
    }
    chunks.at(-1)?.push(column);
    used += widthOf(column);
  }
  return chunks.map((chunk) => formatTable(rows, [...keys, ...chunk])).join('\n');
}

function formatTable(rows: readonly Row[], columns: readonly string[]): string {
  const isNumber = (column: string): boolean => rows.every((row) => /^(–|-?\d+(\.\d+)?|)$/.test(row[column] ?? ''));
  const table = new Table({
    head: [...columns],
    style: { head: [], border: [], compact: true },
    colAligns: columns.map((column) => (isNumber(column) && column !== 'code' ? 'right' : 'left')),
  });
  for (const row of rows) table.push(columns.map((column) => clip(row[column] ?? '')));
  return table.toString();
}

function clip(text: string): string {
  return text.length > MAX_CELL ? `${text.slice(0, MAX_CELL - 1)}…` : text;
}

/** Columns of a terminal that a text takes: a Chinese character takes two. */
function displayWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u1100-\u115f\u2e80-\uffe6]/.test(character) ? 2 : 1), 0);
}
