/** A published sum in fen at a scale, to the fen. */
export const scaledFen = (fen: number, scale: number): bigint => BigInt(Math.round(fen * scale));
