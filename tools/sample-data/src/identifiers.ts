import { hashKind, mix } from './random';

const HEX = Buffer.from('0123456789abcdef', 'latin1');

/** Where an id is put together: text made of bytes at once costs a third of text joined of pieces. */
const draft = Buffer.from('00000000-0000-0000-0000-000000000000', 'latin1');

function putHex4(at: number, value: number): void {
  draft[at] = HEX[(value >>> 12) & 15] ?? 0;
  draft[at + 1] = HEX[(value >>> 8) & 15] ?? 0;
  draft[at + 2] = HEX[(value >>> 4) & 15] ?? 0;
  draft[at + 3] = HEX[value & 15] ?? 0;
}

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
  const high = Math.floor(ms / 65536);
  putHex4(0, high >>> 16);
  putHex4(4, high);
  putHex4(9, ms % 65536);
  putHex4(14, 0x7000 | (first & 0x0fff));
  putHex4(19, 0x8000 | ((first >>> 12) & 0x3fff));
  putHex4(24, hash);
  putHex4(28, second >>> 16);
  putHex4(32, second);
  return draft.toString('latin1');
}

/** The ids of one kind, each made once: for kinds whose ids stand in the rows of many others. */
export function rememberedIds(kind: string): (index: number) => string {
  const known: string[] = [];
  return (index) => (known[index] ??= sampleId(kind, index));
}
