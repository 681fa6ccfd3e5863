import { type ByteSource, piecesOf } from './byte-source';
import { FileRefused } from './file-refused';

/** Encodings that Chinese offices send tables in. */
export type TextEncoding = 'utf-8' | 'gb18030';

/** How Node's TextDecoder says that a byte doesn't fit. */
const INVALID_BYTE = 'ERR_ENCODING_INVALID_ENCODED_DATA';

const TRIED: readonly TextEncoding[] = ['utf-8', 'gb18030'];

/**
 * The encoding of a text file, decided by the whole of it: UTF-8 when every byte fits, else GB18030 when every byte fits that
 * (which contains GBK and GB 2312). Nothing is replaced or guessed.
 *
 * @throws FileRefused when it is neither.
 */
export async function detectEncoding(source: ByteSource): Promise<TextEncoding> {
  for (const encoding of TRIED) if (await isValid(source, encoding)) return encoding;
  throw new FileRefused(
    'ENCODING_UNKNOWN',
    'Save the table as CSV in UTF-8 or GB18030, or as an Excel workbook (.xlsx).',
  );
}

/** The text of a file, piece by piece; a byte order mark is dropped. */
export async function* textOf(source: ByteSource, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const piece of piecesOf(source)) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

async function isValid(source: ByteSource, encoding: TextEncoding): Promise<boolean> {
  try {
    for await (const text of textOf(source, encoding)) if (text.includes('\0')) return false;
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === INVALID_BYTE) return false;
    throw error;
  }
}
