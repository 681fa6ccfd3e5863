import type { CopyValue } from './table-load';

const SPECIAL = /[\\\n\r\t]/;
const SPECIALS = /[\\\n\r\t]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const QUOTED_ELEMENT = /[{}",\\\s]|^$|^null$/i;

const escape = (text: string): string =>
  SPECIAL.test(text) ? text.replace(SPECIALS, (found) => ESCAPES[found] ?? '') : text;

function element(text: string): string {
  return QUOTED_ELEMENT.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : text;
}

/** One value in the text format of COPY. */
export function encodeValue(value: CopyValue): string {
  switch (typeof value) {
    case 'string':
      return escape(value);
    case 'number':
    case 'bigint':
      return String(value);
    case 'boolean':
      return value ? 't' : 'f';
    default:
      if (value === null) return '\\N';
      if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
      if (value instanceof Date) return value.toISOString();
      return escape(`{${value.map(element).join(',')}}`);
  }
}

/** One row in the text format of COPY, its line end included. */
export function encodeRow(row: readonly CopyValue[]): string {
  let line = '';
  for (let at = 0; at < row.length; at++) {
    const value = row[at];
    if (at > 0) line += '\t';
    line += encodeValue(value === undefined ? null : value);
  }
  return `${line}\n`;
}

/**
 * What a row says whichever keys seal it: sealed fields (Buffers) differ in every installation and every load, so a checksum
 * that can be compared leaves them out.
 */
export function comparableRow(row: readonly CopyValue[]): string {
  return encodeRow(row.map((value) => (Buffer.isBuffer(value) ? '' : value)));
}
