/** What a reader of one format found wrong with a cell. */
export interface CellProblem {
  /** Position of the column, from 0. */
  readonly position: number;
  readonly rule: string;
  readonly message: string;
}

/** A row as its format gives it: texts by position, blank where a cell is missing. */
export interface RawRow {
  /** Line as a spreadsheet counts it, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly problems: readonly CellProblem[];
}

/** Whether a row holds nothing. */
export function isBlank(row: RawRow): boolean {
  return row.problems.length === 0 && row.cells.every((cell) => cell.trim() === '');
}
