import { newId } from '@nuan/kernel';

import type { RowProblem } from './row-problem';
import type { Statements } from './upload-store';

/** Most problems that are kept of one file: whoever has more sent the wrong file. */
export const MAX_PROBLEMS = 20_000;

/** Appends problems to the report of a run, in the run's own transaction; beyond the most that is kept, nothing. */
export async function reportProblems(tx: Statements, runId: string, problems: readonly RowProblem[]): Promise<void> {
  if (problems.length === 0) return;
  await tx.query(
    `insert into row_problem (id, run_id, seq, line, column_title, rule, message, weight)
     select p.id, $1, base.seq + p.ordinality, p.line, p.column_title, p.rule, p.message, p.weight
     from (select coalesce(max(seq), 0) as seq from row_problem where run_id = $1) base,
       unnest($8::uuid[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::text[])
         with ordinality p (id, line, column_title, rule, message, weight, ordinality)
     where base.seq + p.ordinality <= $7`,
    [
      runId,
      problems.map(({ line }) => line),
      problems.map(({ column }) => column),
      problems.map(({ rule }) => rule),
      problems.map(({ message }) => message),
      problems.map(({ weight }) => weight),
      MAX_PROBLEMS,
      problems.map(() => newId()),
    ],
  );
}
