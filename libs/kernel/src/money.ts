const FEN_PER_YUAN = 100n;
const FEN_PER_WAN = 10_000n * FEN_PER_YUAN;
const FEN_PER_YI = 100_000_000n * FEN_PER_YUAN;

/** The one written form of an amount in yuan: no sign on zero, no leading zeros, no exponent, at most two places. */
const CANONICAL_YUAN = /^(-?)(0|[1-9]\d*)(?:\.(\d{1,2}))?$/;

/** A text that is not an amount of money in canonical form. It never echoes the text, which may be personal. */
export class MoneyFormatError extends RangeError {
  constructor() {
    super('Not an amount in yuan: write digits with at most two decimal places, such as 168000000.00.');
    this.name = 'MoneyFormatError';
  }
}

/** An amount that cannot be split by the given weights. */
export class MoneySplitError extends RangeError {
  constructor(reason: string) {
    super(`Amount cannot be split: ${reason}.`);
    this.name = 'MoneySplitError';
  }
}

function magnitude(fen: bigint): bigint {
  return fen < 0n ? -fen : fen;
}

/** Fen as a decimal string in yuan with exactly two places: `16800000000n` is "168000000.00". */
export function yuan(fen: bigint): string {
  const absolute = magnitude(fen);
  const places = (absolute % FEN_PER_YUAN).toString().padStart(2, '0');
  return `${fen < 0n ? '-' : ''}${absolute / FEN_PER_YUAN}.${places}`;
}

/**
 * Yuan in canonical form as fen: "1", "1.5" and "1.50" are read, "01", "1.", "+1", "1e3", "1.234" and "-0" are not.
 *
 * @throws MoneyFormatError when the text is not canonical.
 */
export function parseYuan(text: string): bigint {
  const match = CANONICAL_YUAN.exec(text);
  if (!match) throw new MoneyFormatError();
  const [, sign, whole = '', places = ''] = match;
  const fen = BigInt(whole) * FEN_PER_YUAN + BigInt(places.padEnd(2, '0'));
  if (sign && fen === 0n) throw new MoneyFormatError();
  return sign ? -fen : fen;
}

/** `fen` in `unit`s, rounded half up to two places, without trailing zeros. */
function inUnits(fen: bigint, unit: bigint): string {
  const hundredths = (fen * 100n + unit / 2n) / unit;
  const places = (hundredths % 100n).toString().padStart(2, '0').replace(/0+$/, '');
  return places ? `${hundredths / 100n}.${places}` : `${hundredths / 100n}`;
}

/**
 * An amount as Chinese readers write it: 元 below ten thousand yuan, 万元 below a hundred million, 亿元 above, rounded half up
 * to two places. For display only: figures that are compared or added stay in fen.
 */
export function formatMoneyZh(fen: bigint): string {
  const absolute = magnitude(fen);
  const sign = fen < 0n ? '-' : '';
  const roundsToYi = absolute + FEN_PER_WAN / 200n >= FEN_PER_YI;
  if (roundsToYi) return `${sign}${inUnits(absolute, FEN_PER_YI)}亿元`;
  if (absolute >= FEN_PER_WAN) return `${sign}${inUnits(absolute, FEN_PER_WAN)}万元`;
  return `${sign}${inUnits(absolute, FEN_PER_YUAN)}元`;
}

/**
 * Splits `total` in proportion to `weights`, to the fen, so that the parts sum to `total` exactly (largest remainder; ties go
 * to the earlier part). A weight of zero gets nothing; a negative total splits as its positive one, negated.
 *
 * @throws MoneySplitError when a weight is negative, or no weight is positive while `total` is not zero.
 */
export function splitFen(total: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.some((weight) => weight < 0n)) throw new MoneySplitError('a weight is negative');
  if (total < 0n) return splitFen(-total, weights).map((part) => -part);
  const sum = weights.reduce((left, right) => left + right, 0n);
  if (sum === 0n) {
    if (total === 0n) return weights.map(() => 0n);
    throw new MoneySplitError('no weight is positive');
  }
  const parts = weights.map((weight) => (total * weight) / sum);
  const missing = total - parts.reduce((left, right) => left + right, 0n);
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (total * weight) % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1));
  const lucky = new Set(byRemainder.slice(0, Number(missing)).map(({ index }) => index));
  return parts.map((part, index) => (lucky.has(index) ? part + 1n : part));
}
