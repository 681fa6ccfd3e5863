import Table from 'cli-table3';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

const MAX_CELL = 48;

/**
 * Prints an answer as a person reads it: single values as lines, each list of objects as a table whose columns are the
 * paths to the values, `name (count)` for small lists inside a row.
 */
export function formatAnswer(data: JsonObject): string {
  const blocks = Object.entries(data).flatMap(([field, value]) => formatField(field, value));
  return blocks.join('\n\n');
}

function formatField(path: string, value: Json): string[] {
  if (isList(value)) return [`${path}: ${value.length}\n${formatRows(value)}`];
  if (!isObject(value)) return [`${path}: ${scalarText(value)}`];
  const scalars = Object.entries(flatten(value)).map(([key, text]) => `  ${key}: ${text}`);
  const lists = Object.entries(collectLists(value, path)).map(
    ([key, rows]) => `${key}: ${rows.length}\n${formatRows(rows)}`,
  );
  return [...(scalars.length > 0 ? [`${path}\n${scalars.join('\n')}`] : []), ...lists];
}

/** Lists anywhere below an object, which get tables of their own. */
function collectLists(value: JsonObject, path: string): Record<string, readonly Json[]> {
  return Object.entries(value).reduce<Record<string, readonly Json[]>>((found, [key, item]) => {
    if (isList(item)) return { ...found, [`${path}.${key}`]: item };
    return isObject(item) ? { ...found, ...collectLists(item, `${path}.${key}`) } : found;
  }, {});
}

function formatRows(rows: readonly Json[]): string {
  if (rows.length === 0) return '  (none)';
  const flat = rows.map((row) => (isObject(row) ? flatten(row, listText) : { value: scalarText(row) }));
  const columns = [...new Set(flat.flatMap((row) => Object.keys(row)))];
  const table = new Table({ head: columns, style: { head: [], border: [], compact: true } });
  for (const row of flat) table.push(columns.map((column) => clip(row[column] ?? '')));
  return table.toString();
}

/** Values by their paths; lists only where `list` says how to write them in one cell. */
function flatten(value: JsonObject, list?: (items: readonly Json[]) => string, path = ''): Record<string, string> {
  return Object.entries(value).reduce<Record<string, string>>((flat, [key, item]) => {
    const at = path === '' ? key : `${path}.${key}`;
    if (isList(item)) return list === undefined ? flat : { ...flat, [at]: list(item) };
    if (isObject(item)) return { ...flat, ...flatten(item, list, at) };
    return { ...flat, [at]: scalarText(item) };
  }, {});
}

/** `[{ cause: 'ILLNESS', count: 3 }]` → `ILLNESS 3`. */
function listText(items: readonly Json[]): string {
  return items.map((item) => (isObject(item) ? Object.values(flatten(item)).join(' ') : scalarText(item))).join(', ');
}

function scalarText(value: Json): string {
  return value === null ? '–' : String(value);
}

function clip(text: string): string {
  return text.length > MAX_CELL ? `${text.slice(0, MAX_CELL - 1)}…` : text;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
