import type { ActTransaction } from '@nuan/facts';

type Query = <T>(sql: string, params: readonly unknown[]) => Promise<T>;

/** Most bytes of one piece; in base64 it stays well below the limit of a request. */
export const MAX_PIECE_BYTES = 128 * 1024;

/** Most bytes of a file of the bank's: half a million lines. */
export const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

const PIECES_AT_ONCE = 8;

/** Keeps a piece of a file of the bank's at its place; the bytes stay, as the evidence behind every posting. */
export async function keepPiece(
  tx: Pick<ActTransaction, 'query'>,
  answerId: string,
  startByte: number,
  content: Buffer,
): Promise<void> {
  await tx.query('insert into bank_answer_piece (answer_id, start_byte, end_byte, content) values ($1, $2, $3, $4)', [
    answerId,
    startByte,
    startByte + content.length,
    content,
  ]);
}

/** The bytes of a file of the bank's from a place on, some pieces at a time. */
export async function* keptBytes(query: Query, answerId: string, fromByte = 0): AsyncGenerator<Buffer> {
  for (let at = fromByte; ;) {
    const pieces = await query<{ startByte: string; content: Buffer }[]>(
      `select start_byte as "startByte", content from bank_answer_piece where answer_id = $1 and end_byte > $2
       order by start_byte limit ${PIECES_AT_ONCE}`,
      [answerId, at],
    );
    if (pieces.length === 0) return;
    for (const { startByte, content } of pieces) {
      yield content.subarray(at - Number(startByte));
      at = Number(startByte) + content.length;
    }
  }
}
