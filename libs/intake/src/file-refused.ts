import { InvalidInputError } from '@nuan/errors';

import type { RowProblem } from './row-problem';

/** A file that can't be read as a table, or is made to harm. What it held is not repeated. */
export class FileRefused extends InvalidInputError {
  /** What the report of the file says: every problem found before reading was given up, at least one. */
  readonly problems: readonly RowProblem[];

  constructor(rule: string, message: string, problems: readonly RowProblem[] = []) {
    super('content', rule, message);
    this.problems = problems.length > 0 ? problems : [{ line: 1, column: null, rule, message, weight: 'ERROR' }];
  }
}
