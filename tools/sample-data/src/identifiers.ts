import { hashKind, mix } from './random';

const HEX4: string[] = [];
for (let value = 0; value < 65536; value++) HEX4.push(value.toString(16).padStart(4, '0'));

const hex4 = (value: number): string => HEX4[value & 0xffff] ?? '0000';

/** The millisecond all generated ids start from: 2017-01-01 00:00 Asia/Shanghai. */
const EPOCH_MS = Date.UTC(2016, 11, 31, 16);

/**
 * A UUID version 7 that depends only on its kind and index: the same row has the same id in every database, on every machine.
 * Time-ordered within a kind (one millisecond per index), so the rows of a bulk load arrive in index order.
 */
export function sampleId(kind: string, index: number): string {
  const hash = hashKind(kind);
  const ms = EPOCH_MS + index;
  const first = mix(hash ^ Math.imul(index + 1, 0x9e3779b1));
  const second = mix(first + hash);
  return (
    highDigits(Math.floor(ms / 65536)) +
    hex4(ms % 65536) +
    '-' +
    hex4(0x7000 | (first & 0x0fff)) +
    '-' +
    hex4(0x8000 | ((first >>> 12) & 0x3fff)) +
    '-' +
    hex4(hash) +
    hex4(second >>> 16) +
    hex4(second)
  );
}

let knownHigh = -1;
let knownDigits = '';

/** The first eight digits and the dash: they change every 65,536 ids only. */
function highDigits(high: number): string {
  if (high !== knownHigh) {
    knownHigh = high;
    knownDigits = `${hex4(high >>> 16)}${hex4(high)}-`;
  }
  return knownDigits;
}

/** The ids of one kind, each made once: for kinds whose ids stand in the rows of many others. */
export function rememberedIds(kind: string): (index: number) => string {
  const known: string[] = [];
  return (index) => (known[index] ??= sampleId(kind, index));
}
