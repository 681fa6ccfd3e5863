import { addCells, type Cell, EMPTY, isSafe, MIN_COUNT, type ShownFigure } from './cell';

/** A cell of a table, and what was known of it before. */
export interface Candidate {
  readonly cell: Cell;
  /** Which figures it is the sum of: one, unless it is a sum. */
  readonly ids: readonly string[];
  /** What each earlier release showed of it; undefined where one showed nothing. */
  readonly before: readonly (ShownFigure | undefined)[];
  /** Whether it must be hidden whatever it counts. */
  readonly isForced?: boolean;
  /** What anyone could compute of it and figures of other populations. */
  readonly guards?: readonly Candidate[];
}

/** What anyone could compute of sums of hidden figures in earlier releases, by {@link setName}. */
export type KnownSums = (set: string) => readonly ShownFigure[];

/** Name of a set of figures. */
export function setName(ids: readonly string[]): string {
  return [...ids].sort().join(',');
}

/** Sum of candidates; what a release showed of the sum is known only where it showed each. */
export function sumCandidates(candidates: readonly Candidate[]): Candidate {
  const [first, ...others] = candidates;
  if (first === undefined) return { cell: EMPTY, ids: [], before: [] };
  if (others.length === 0) return first;
  const before = first.before.map((_, release) => sumShown(candidates.map((candidate) => candidate.before[release])));
  const cell = candidates.reduce((sum, candidate) => addCells(sum, candidate.cell), EMPTY);
  const guards = (first.guards ?? []).flatMap((_, index) => {
    const own = candidates.map((candidate) => candidate.guards?.[index]);
    return own.every((guard) => guard !== undefined) ? [sumCandidates(own)] : [];
  });
  return { cell, ids: candidates.flatMap(({ ids }) => ids), before, guards };
}

function sumShown(figures: readonly (ShownFigure | undefined)[]): ShownFigure | undefined {
  let sum: ShownFigure | undefined = { n: 0, amountFen: 0n };
  for (const figure of figures)
    sum = sum && figure && { n: sum.n + figure.n, amountFen: sum.amountFen + figure.amountFen };
  return sum;
}

/** Whether a figure, or a sum that anyone can compute, may be known. */
export function maybeKnown({ cell, ids, before, isForced, guards }: Candidate, known: KnownSums = NONE): boolean {
  if (isForced === true) return false;
  const earlier = [...before.filter((figure) => figure !== undefined), ...known(setName(ids))];
  return isSafe(cell, earlier) && (guards ?? []).every((guard) => maybeKnown(guard, known));
}

const NONE: KnownSums = () => [];

/**
 * Which parts of a whole that is shown must be hidden, by index: those unsafe by themselves, and then the smallest others until
 * at least two are hidden whose sum, which anyone can compute, is safe. `floor` is the least that the sum must count. Each hidden part
 * can then be anything from nothing to that sum. All hidden is always enough: their sum is the whole.
 */
export function hiddenParts(
  parts: readonly Candidate[],
  known: KnownSums = NONE,
  floor: (hidden: number) => number = () => MIN_COUNT,
): Set<number> {
  const hidden = new Set<number>();
  if (parts.length < 2) return hidden;
  parts.forEach((part, index) => {
    if (!maybeKnown(part, known)) hidden.add(index);
  });
  if (hidden.size === 0) return hidden;
  const others = parts.map((_, index) => index).filter((index) => !hidden.has(index));
  others.sort((left, right) => count(parts, left) - count(parts, right) || left - right);
  const enough = (): boolean => {
    const sum = sumCandidates([...hidden].map((index) => at(parts, index)));
    return hidden.size >= 2 && maybeKnown(sum, known) && sum.cell.n >= floor(hidden.size);
  };
  while (others.length > 0 && !enough()) hidden.add(others.shift() ?? 0);
  return hidden;
}

/** The hidden cells of a table: every hidden row crossed with every hidden column. */
export interface HiddenBlock {
  readonly rows: ReadonlySet<number>;
  readonly columns: ReadonlySet<number>;
}

/** A table whose row sums and column sums are shown. */
export type Table = readonly (readonly Candidate[])[];

/**
 * Which block of a table must be hidden so that none of its cells can be found out from the margins and the other cells.
 *
 * Outside the block all is shown, so what anyone can compute of it are the sums of its rows, R, and of its columns, C, and of
 * the whole block, N. A cell then lies between max(0, R + C − N) and min(R, C), and no closer: the interval is min(R, C, N − R, N − C) wide.
 * The block grows until each of these four is at least ten, and each sum is safe to be known.
 */
export function hiddenBlock(table: Table, known: KnownSums = NONE): HiddenBlock {
  const columns = table[0]?.length ?? 0;
  const block = { rows: new Set<number>(), columns: new Set<number>() };
  if (table.length < 2 || columns < 2) return block;
  table.forEach((row, r) =>
    row.forEach((candidate, c) => {
      if (maybeKnown(candidate, known)) return;
      block.rows.add(r);
      block.columns.add(c);
    }),
  );
  if (block.rows.size === 0) return block;
  const next = (): Step | null => growth(table, block, known);
  for (let step = next(); step !== null; step = next()) {
    if (step.axis === 'row') block.rows.add(step.index);
    else block.columns.add(step.index);
  }
  return block;
}

interface Step {
  readonly axis: 'row' | 'column';
  readonly index: number;
}

/** What the block needs next; null when it is enough, or the whole table. */
function growth(table: Table, block: HiddenBlock, known: KnownSums): Step | null {
  const inBlock = (r: number, c: number): Candidate => at(at(table, r), c);
  const rows = [...block.rows].sort((a, b) => a - b);
  const columns = [...block.columns].sort((a, b) => a - b);
  const rowSums = rows.map((r) => sumCandidates(columns.map((c) => inBlock(r, c))));
  const columnSums = columns.map((c) => sumCandidates(rows.map((r) => inBlock(r, c))));
  const total = sumCandidates(rowSums);
  const moreRows = (c: number | null): Step | null => another(table, block, 'row', c);
  const moreColumns = (r: number | null): Step | null => another(table, block, 'column', r);
  for (const [i, sum] of rowSums.entries()) {
    const step =
      (maybeKnown(sum, known) ? null : moreColumns(at(rows, i))) ??
      (leavesFew(total, sum) ? (moreRows(null) ?? moreColumns(null)) : null);
    if (step) return step;
  }
  for (const [i, sum] of columnSums.entries()) {
    const step =
      (maybeKnown(sum, known) ? null : moreRows(at(columns, i))) ??
      (leavesFew(total, sum) ? (moreColumns(null) ?? moreRows(null)) : null);
    if (step) return step;
  }
  if (rows.length < 2) return moreRows(null);
  return columns.length < 2 ? moreColumns(null) : null;
}

/** Whether what a sum leaves over of the block is one to nine, or that of one of its guards. */
function leavesFew(total: Candidate, sum: Candidate): boolean {
  if (total.cell.n - sum.cell.n < MIN_COUNT) return true;
  return (total.guards ?? []).some((guard, index) => {
    const own = sum.guards?.[index];
    return own !== undefined && leavesFew(guard, own);
  });
}

/**
 * The row (or column) to add: of those whose cell in the needy column (or row) counts ten or more the smallest, else the largest.
 * Without a needy one, the sums over the block decide.
 */
function another(table: Table, block: HiddenBlock, axis: Step['axis'], needy: number | null): Step | null {
  const size = axis === 'row' ? table.length : at(table, 0).length;
  const taken = axis === 'row' ? block.rows : block.columns;
  const across = needy === null ? [...(axis === 'row' ? block.columns : block.rows)] : [needy];
  const weight = (index: number): number =>
    across.reduce(
      (sum, other) => sum + (axis === 'row' ? at(at(table, index), other) : at(at(table, other), index)).cell.n,
      0,
    );
  const free = Array.from({ length: size }, (_, index) => index).filter((index) => !taken.has(index));
  const ample = free.filter((index) => weight(index) >= MIN_COUNT);
  const [first] =
    ample.length > 0
      ? ample.sort((a, b) => weight(a) - weight(b) || a - b)
      : free.sort((a, b) => weight(b) - weight(a) || a - b);
  return first === undefined ? null : { axis, index: first };
}

function count(parts: readonly Candidate[], index: number): number {
  return at(parts, index).cell.n;
}

function at<T>(list: readonly T[], index: number): T {
  return list[index] as T;
}
