import { pipeline, Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';

import { type ByteSource, piecesOf } from './byte-source';
import { FileRefused } from './file-refused';
import type { TableLimits } from './table-limits';

/** Signatures and sizes of the records of a ZIP file. Source: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.16. */
const END = { signature: 0x06054b50, bytes: 22, maxCommentBytes: 0xffff };
const DIRECTORY = { signature: 0x02014b50, bytes: 46 };
const LOCAL = { signature: 0x04034b50, bytes: 30 };
const METHOD = { stored: 0, deflated: 8 };
const ENCRYPTED_FLAG = 1;

/** More parts than any workbook of ours has. */
const MAX_ENTRIES = 2_000;
const MAX_DIRECTORY_BYTES = 1024 * 1024;
/** Below this a high ratio is no danger. */
const RATIO_FREE_BYTES = 1024 * 1024;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  readonly inflatedBytes: number;
  readonly headerAt: number;
}

/**
 * A ZIP file read by its central directory: any part at any time, inflated as a stream, nothing on disk. What the directory
 * promises is held against the bounds at once, and against what really comes out while it is read.
 */
export class ZipArchive {
  private constructor(
    private readonly source: ByteSource,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws FileRefused when it is no ZIP file, is encrypted, or would inflate beyond the bounds. */
  static async open(source: ByteSource, limits: TableLimits): Promise<ZipArchive> {
    const entries = await readDirectory(source);
    const total = entries.reduce((sum, { inflatedBytes }) => sum + inflatedBytes, 0);
    const isBomb = entries.some(
      ({ packedBytes, inflatedBytes }) =>
        inflatedBytes > RATIO_FREE_BYTES && inflatedBytes > packedBytes * limits.maxRatio,
    );
    if (isBomb || total > limits.maxInflatedBytes) throw bomb();
    return new ZipArchive(source, new Map(entries.map((entry) => [entry.name, entry])));
  }

  /** Names of all parts. */
  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  /** Bytes of a part once inflated, as the directory has it; 0 for one that isn't there. */
  bytesOf(name: string): number {
    return this.entries.get(name)?.inflatedBytes ?? 0;
  }

  /** The inflated bytes of a part; nothing for one that isn't there. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name);
    if (!entry) return;
    const from = await this.dataStart(entry);
    const packed = piecesOf(this.source, from, from + entry.packedBytes);
    let inflated = 0;
    for await (const piece of entry.method === METHOD.stored ? packed : inflate(packed)) {
      inflated += piece.length;
      if (inflated > entry.inflatedBytes) throw bomb();
      yield piece;
    }
  }

  private async dataStart({ headerAt }: Entry): Promise<number> {
    const header = await this.source.read(headerAt, LOCAL.bytes);
    if (header.length < LOCAL.bytes || header.readUInt32LE(0) !== LOCAL.signature) throw damaged();
    return headerAt + LOCAL.bytes + header.readUInt16LE(26) + header.readUInt16LE(28);
  }
}

async function* inflate(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const inflater = createInflateRaw();
  pipeline(Readable.from(packed), inflater, () => undefined);
  try {
    for await (const piece of inflater as AsyncIterable<Buffer>) yield piece;
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) throw damaged();
    throw error;
  }
}

async function readDirectory(source: ByteSource): Promise<Entry[]> {
  const tailAt = Math.max(0, source.bytes - END.bytes - END.maxCommentBytes);
  const tail = await source.read(tailAt, source.bytes - tailAt);
  let at = tail.length - END.bytes;
  while (at >= 0 && tail.readUInt32LE(at) !== END.signature) at -= 1;
  if (at < 0) throw damaged();
  const count = tail.readUInt16LE(at + 10);
  const [bytes, start] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
  if (count > MAX_ENTRIES || bytes > MAX_DIRECTORY_BYTES || start + bytes > source.bytes) throw damaged();
  return parseDirectory(await source.read(start, bytes), count);
}

function parseDirectory(directory: Buffer, count: number): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; entries.length < count;) {
    if (at + DIRECTORY.bytes > directory.length || directory.readUInt32LE(at) !== DIRECTORY.signature) throw damaged();
    const method = directory.readUInt16LE(at + 10);
    if ((directory.readUInt16LE(at + 8) & ENCRYPTED_FLAG) !== 0)
      throw new FileRefused('ENCRYPTED', 'Take the password off the workbook before you send it.');
    if (method !== METHOD.stored && method !== METHOD.deflated) throw damaged();
    const nameBytes = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + DIRECTORY.bytes, at + DIRECTORY.bytes + nameBytes),
      method,
      packedBytes: directory.readUInt32LE(at + 20),
      inflatedBytes: directory.readUInt32LE(at + 24),
      headerAt: directory.readUInt32LE(at + 42),
    });
    at += DIRECTORY.bytes + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

const damaged = (): FileRefused =>
  new FileRefused('FILE_DAMAGED', 'The workbook is damaged: open it and save it again.');
const bomb = (): FileRefused =>
  new FileRefused('INFLATES_TOO_FAR', 'The workbook unpacks to far more than a table of this kind can hold.');
