import { createHash } from 'node:crypto';

/** What announces a file. */
export function announcementOf(file: Buffer, fileName: string): Readonly<Record<string, unknown>> {
  return { fileName, bytes: file.length, sha256: createHash('sha256').update(file).digest('hex') };
}

/** The pieces of a file in order. */
export function piecesOfFile(file: Buffer, pieceBytes = 128 * 1024): readonly { offset: number; content: string }[] {
  const pieces: { offset: number; content: string }[] = [];
  for (let offset = 0; offset < file.length; offset += pieceBytes)
    pieces.push({ offset, content: file.subarray(offset, offset + pieceBytes).toString('base64') });
  return pieces;
}

let keys = 0;

/** A key that no other request of the test process uses. */
export const aKey = (): string => `key-${process.pid}-${(keys += 1)}`;
