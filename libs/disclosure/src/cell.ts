/** Smallest count of an aggregate that an analyst is shown: agencies use 5 to 11 (PCORnet 11, OMOP 5); 1 to 9 are withheld here. */
export const MIN_COUNT = 10;

/** What the rows of one population in one region add up to. */
export interface Cell {
  /** How many are counted. */
  readonly n: number;
  readonly amountFen: bigint;
  /** Distinct persons, households or enterprises behind it, where the rows tell; else `n`. */
  readonly contributors: number;
  /** The most that one of them contributed, in fen; 0 where the rows don't tell. */
  readonly largestFen: bigint;
}

/** What an earlier release showed of a cell. */
export interface ShownFigure {
  readonly n: number;
  readonly amountFen: bigint;
}

/** Nobody and nothing. */
export const EMPTY: Cell = { n: 0, amountFen: 0n, contributors: 0, largestFen: 0n };

/** Two cells of disjoint rows as one. */
export function addCells(left: Cell, right: Cell): Cell {
  return {
    n: left.n + right.n,
    amountFen: left.amountFen + right.amountFen,
    contributors: left.contributors + right.contributors,
    largestFen: left.largestFen > right.largestFen ? left.largestFen : right.largestFen,
  };
}

/** Many cells of disjoint rows as one. */
export function sumCells(cells: Iterable<Cell>): Cell {
  let sum = EMPTY;
  for (const cell of cells) sum = addCells(sum, cell);
  return sum;
}

/** What is left of a whole without its parts. Who contributed to a part may also have contributed here, so contributors are a lower bound. */
export function restOf(whole: Cell, parts: Iterable<Cell>): Cell {
  const sum = sumCells(parts);
  return {
    n: whole.n - sum.n,
    amountFen: whole.amountFen - sum.amountFen,
    contributors: Math.max(0, whole.contributors - sum.contributors),
    largestFen: whole.largestFen,
  };
}

/** Whether a cell holds nothing at all. */
export function isEmpty(cell: Cell): boolean {
  return cell.n === 0 && cell.amountFen === 0n;
}

/**
 * Whether a figure differs from what was shown before by 1 to 9 of what it counts, or by money alone: the difference of the two
 * would be a figure about few.
 */
export function changedLittle(cell: Cell, before: ShownFigure): boolean {
  const change = Math.abs(cell.n - before.n);
  return change === 0 ? cell.amountFen !== before.amountFen : change < MIN_COUNT;
}

/**
 * Whether a figure may be shown by itself: it counts at least ten, at least ten contributed to its money, nobody contributed
 * 70 % of it or more, and it tells nothing about few beside anything that was known of it before.
 */
export function isSafe(cell: Cell, known: readonly ShownFigure[] = []): boolean {
  if (cell.n < MIN_COUNT || cell.contributors < MIN_COUNT) return false;
  if (cell.largestFen * 10n >= cell.amountFen * 7n && cell.largestFen > 0n) return false;
  return known.every((before) => !changedLittle(cell, before));
}
