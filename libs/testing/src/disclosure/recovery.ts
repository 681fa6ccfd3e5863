/** What is known of unknown, non-negative numbers: a sum of some of them. */
export interface KnownSum {
  /** Indexes of the unknowns that are added up. */
  readonly of: readonly number[];
  readonly value: number;
  /** The value is a lower bound rather than the sum itself. */
  readonly atLeast?: boolean;
}

/** Between which numbers a sum of unknowns must lie. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

const TINY = 1e-7;

/**
 * Someone who has collected every figure there is and computes what hidden ones must be: a linear program over all that is known (the
 * simplex method), whose answers are exact, since sums of cells of nested regions give tableaus of 0 and ±1.
 */
export class Recovery {
  private readonly rows: Float64Array[];
  private readonly basis: number[];
  private readonly width: number;

  /** @throws Error when no numbers fit what is known. */
  constructor(
    private readonly unknowns: number,
    known: readonly KnownSum[],
  ) {
    const slacks = known.filter(({ atLeast }) => atLeast === true).length;
    const columns = unknowns + slacks;
    this.width = columns + known.length + 1;
    let slack = unknowns;
    this.rows = known.map(({ of, value, atLeast }, index) => {
      const row = new Float64Array(this.width);
      for (const unknown of of) row[unknown] = 1;
      if (atLeast === true) row[slack++] = -1;
      row[columns + index] = 1;
      row[this.width - 1] = value;
      return row;
    });
    this.basis = known.map((_, index) => columns + index);
    this.findAnyFit(columns);
  }

  /** The closest interval for the sum of some unknowns; `high` is Infinity where nothing bounds it. */
  interval(of: readonly number[]): Interval {
    const objective = new Float64Array(this.width);
    for (const unknown of of) objective[unknown] = 1;
    const low = -this.maximise(objective.map((value) => -value));
    return { low: Math.round(low), high: Math.round(this.maximise(objective)) };
  }

  /** First phase: drives the artificial columns out, then forgets them. */
  private findAnyFit(columns: number): void {
    const objective = new Float64Array(this.width);
    for (let column = columns; column < this.width - 1; column += 1) objective[column] = -1;
    if (this.maximise(objective) < -TINY) throw new Error('no numbers fit what is known');
    for (const [index, column] of this.basis.entries()) {
      if (column < columns) continue;
      const row = this.rows[index] as Float64Array;
      const entering = row.subarray(0, columns).findIndex((value) => Math.abs(value) > TINY);
      if (entering >= 0) this.pivot(index, entering, null);
    }
    const kept = this.basis.map((column, index) => (column < columns ? index : -1)).filter((index) => index >= 0);
    this.rows.splice(0, this.rows.length, ...kept.map((index) => this.rows[index] as Float64Array));
    this.basis.splice(0, this.basis.length, ...kept.map((index) => this.basis[index] as number));
    for (const row of this.rows) row.fill(0, columns, this.width - 1);
  }

  private maximise(objective: Float64Array): number {
    const costs = objective.map((value) => -value);
    for (const [index, column] of this.basis.entries()) eliminate(costs, this.rows[index] as Float64Array, column);
    for (let step = 0; ; step += 1) {
      const entering = this.entering(costs, step > 5_000);
      if (entering < 0) return costs[this.width - 1] ?? 0;
      const leaving = this.leaving(entering);
      if (leaving < 0) return Infinity;
      this.pivot(leaving, entering, costs);
    }
  }

  /** The steepest column; the first one after very many steps, which can't cycle. */
  private entering(costs: Float64Array, first: boolean): number {
    let best = -1;
    for (let column = 0; column < this.width - 1; column += 1) {
      if ((costs[column] ?? 0) >= -TINY) continue;
      if (first) return column;
      if (best < 0 || (costs[column] ?? 0) < (costs[best] ?? 0)) best = column;
    }
    return best;
  }

  private leaving(entering: number): number {
    let best = -1;
    let least = Infinity;
    for (const [index, row] of this.rows.entries()) {
      const value = row[entering] ?? 0;
      if (value <= TINY) continue;
      const ratio = (row[this.width - 1] ?? 0) / value;
      const isLess = ratio < least - TINY;
      const isTie = Math.abs(ratio - least) <= TINY && (this.basis[index] ?? 0) < (this.basis[best] ?? 0);
      if (isLess || isTie) [best, least] = [index, ratio];
    }
    return best;
  }

  private pivot(index: number, column: number, costs: Float64Array | null): void {
    const row = this.rows[index] as Float64Array;
    const by = row[column] as number;
    for (let i = 0; i < row.length; i += 1) row[i] = (row[i] as number) / by;
    for (const other of this.rows) if (other !== row) eliminate(other, row, column);
    if (costs !== null) eliminate(costs, row, column);
    this.basis[index] = column;
  }
}

function eliminate(target: Float64Array, row: Float64Array, column: number): void {
  const factor = target[column] as number;
  if (Math.abs(factor) <= TINY) return;
  for (let i = 0; i < target.length; i += 1) target[i] = (target[i] as number) - factor * (row[i] as number);
}
