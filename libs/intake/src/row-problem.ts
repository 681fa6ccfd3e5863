/** Whether a problem bars its row, or only tells what was done with it. */
export type ProblemWeight = 'ERROR' | 'NOTE';

/** What is wrong with a row, or was changed in it: where, by which rule, and what to write instead. Never the value itself. */
export interface RowProblem {
  /** Line of the file as a spreadsheet counts it, from 1. */
  readonly line: number;
  /** Title of the column as the template has it; null when the whole row or file is meant. */
  readonly column: string | null;
  /** Stable SCREAMING_SNAKE name. */
  readonly rule: string;
  readonly message: string;
  readonly weight: ProblemWeight;
}

/** Whether any of the problems bars its row. */
export function hasError(problems: readonly RowProblem[]): boolean {
  return problems.some(({ weight }) => weight === 'ERROR');
}
