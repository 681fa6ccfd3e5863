/** The bytes of a file, wherever they lie: read by place, never all at once. */
export interface ByteSource {
  /** Size of the whole. */
  readonly bytes: number;
  /** The bytes from `offset` on, fewer than `length` only at the end. */
  read(offset: number, length: number): Promise<Buffer>;
}

/** How much is read at a time where a file is read through. */
const STRIDE_BYTES = 128 * 1024;

/** Bytes that are in memory already. */
export function bufferSource(buffer: Buffer): ByteSource {
  return {
    bytes: buffer.length,
    read: (offset, length) => Promise.resolve(buffer.subarray(offset, offset + length)),
  };
}

/** A stretch of a file, piece by piece in order; the whole when nothing else is said. */
export async function* piecesOf(source: ByteSource, from = 0, to = source.bytes): AsyncGenerator<Buffer> {
  for (let at = from; at < to; at += STRIDE_BYTES) yield source.read(at, Math.min(STRIDE_BYTES, to - at));
}
