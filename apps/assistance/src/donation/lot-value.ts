/** A lot of goods as far as the value of an issue depends on it. Money in fen. */
export interface LotBalance {
  readonly quantity: number;
  readonly valueFen: bigint;
  /** Issued and written off so far. */
  readonly goneQuantity: number;
  readonly goneValueFen: bigint;
}

/**
 * The share of a lot's recorded value that an issue carries: by quantity, rounded down over all that has gone, so that a lot
 * issued in full carries exactly its recorded value, however it was split (I22).
 *
 * @param quantity at most what is left.
 */
export function issueValue(
  { quantity: whole, valueFen, goneQuantity, goneValueFen }: LotBalance,
  quantity: number,
): bigint {
  const until = (valueFen * BigInt(goneQuantity + quantity)) / BigInt(whole);
  return until > goneValueFen ? until - goneValueFen : 0n;
}
