import { FaultError } from '@nuan/errors';
import type { CopyBuffer } from './copy-buffer';
import { dayOf } from './days';
import type { CopyValue } from './table-load';

type Filled = Exclude<CopyValue, null>;

/** Writes one value that isn't null, its length before it. */
export type FieldWriter = (out: CopyBuffer, value: Filled) => void;

const NULL_LENGTH = -1;
const TEXT_OID = 25;
const JSONB_VERSION = 1;
/** Days from 1970 to 2000, where PostgreSQL counts from. */
const EPOCH_DAY = 10_957;
const EPOCH_MS = EPOCH_DAY * 86_400_000;

function textOf(value: Filled): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  throw new FaultError('a column of text takes strings and numbers only');
}

function numberOf(value: Filled): number {
  const number = Number(value);
  if (Number.isNaN(number) || typeof value === 'boolean')
    throw new FaultError('a column of numbers takes numbers only');
  return number;
}

function wholeOf(value: Filled, largest: number): number {
  const number = numberOf(value);
  if (!Number.isInteger(number) || Math.abs(number) > largest)
    throw new FaultError(`${String(value)} is no whole number of the size that the column takes`);
  return number;
}

function millisecondsOf(value: Filled): number {
  const ms = value instanceof Date ? value.getTime() : Date.parse(textOf(value));
  if (Number.isNaN(ms)) throw new FaultError('a column of instants takes Dates and ISO texts only');
  return ms;
}

function putTexts(out: CopyBuffer, texts: readonly string[]): void {
  const from = out.length;
  out.putInt32(0);
  out.putInt32(texts.length === 0 ? 0 : 1);
  out.putInt32(0);
  out.putInt32(TEXT_OID);
  if (texts.length > 0) {
    out.putInt32(texts.length);
    out.putInt32(1);
  }
  for (const text of texts) out.putText(text);
  out.setLength(from);
}

/** How each type of the sample's columns is written, by PostgreSQL's own name of the type. */
const WRITERS: Readonly<Record<string, FieldWriter>> = {
  uuid(out, value) {
    const text = textOf(value);
    if (text.length !== 36) throw new FaultError(`${text} is no UUID`);
    out.putInt32(16);
    out.putUuid(text);
  },
  text(out, value) {
    out.putText(textOf(value));
  },
  bool(out, value) {
    if (typeof value !== 'boolean') throw new FaultError('a column of booleans takes booleans only');
    out.putInt32(1);
    out.putByte(value ? 1 : 0);
  },
  int2(out, value) {
    out.putInt32(2);
    out.putInt16(wholeOf(value, 32_767));
  },
  int4(out, value) {
    out.putInt32(4);
    out.putInt32(wholeOf(value, 2_147_483_647));
  },
  int8(out, value) {
    out.putInt32(8);
    out.putInt64(wholeOf(value, Number.MAX_SAFE_INTEGER));
  },
  float8(out, value) {
    out.putInt32(8);
    out.putFloat64(numberOf(value));
  },
  date(out, value) {
    out.putInt32(4);
    out.putInt32(dayOf(textOf(value)) - EPOCH_DAY);
  },
  timestamptz(out, value) {
    out.putInt32(8);
    out.putInt64((millisecondsOf(value) - EPOCH_MS) * 1000);
  },
  bytea(out, value) {
    if (!Buffer.isBuffer(value)) throw new FaultError('a column of bytes takes Buffers only');
    out.putSealed(value);
  },
  jsonb(out, value) {
    const from = out.length;
    out.putInt32(0);
    out.putByte(JSONB_VERSION);
    out.putCharacters(textOf(value));
    out.setLength(from);
  },
  _text(out, value) {
    if (!Array.isArray(value)) throw new FaultError('a column of text[] takes lists only');
    putTexts(out, value as readonly string[]);
  },
};

/** The writer of a column's type. @throws FaultError for a type that the sample has no column of. */
export function writerOf(column: string, type: string | undefined): FieldWriter {
  const writer = type === undefined ? undefined : WRITERS[type === 'varchar' ? 'text' : type];
  if (writer === undefined)
    throw new FaultError(`COPY can't write the column ${column} of the type ${type ?? 'unknown'}`);
  return writer;
}

/** Writes one row. */
export function putRow(out: CopyBuffer, writers: readonly FieldWriter[], row: readonly CopyValue[]): void {
  if (row.length !== writers.length)
    throw new FaultError(`a row has ${String(row.length)} values for ${String(writers.length)} columns`);
  out.reserve(0);
  out.putInt16(writers.length);
  for (let field = 0; field < writers.length; field++) {
    const value = row[field];
    if (value === undefined || value === null) out.putInt32(NULL_LENGTH);
    else writers[field]?.(out, value);
  }
}

/** Ends the stream of rows. */
export const putEnd = (out: CopyBuffer): void => {
  out.putInt16(-1);
};
