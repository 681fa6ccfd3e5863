import { addMonths, type LocalDate } from '@nuan/kernel';

import { MONTHS_ABOVE_LINE } from './exit-review.entity';

/** Income of a household in one month, against the line of that month; fen per head. */
export interface MonthlyIncome {
  /** First day of the month. */
  readonly monthOn: LocalDate;
  readonly perCapitaFen: bigint;
  readonly lineFen: bigint;
}

/** How long ago the last proven month may be, in months: what was true in spring says nothing in winter. */
export const LATEST_EVIDENCE_MONTHS = 3;

/** Months in a row above the line, counted back from the last proven one; a gap or a month at or below the line ends the row. */
export function monthsAboveLine(months: readonly MonthlyIncome[]): number {
  const sorted = [...months].sort((a, b) => b.monthOn.localeCompare(a.monthOn));
  let count = 0;
  let expected = sorted[0]?.monthOn;
  for (const { monthOn, perCapitaFen, lineFen } of sorted) {
    if (monthOn !== expected || perCapitaFen <= lineFen) break;
    count += 1;
    expected = addMonths(monthOn, -1);
  }
  return count;
}

/** Why the evidence doesn't prove that a household stays above the line by its own means; null when it does. */
export function evidenceProblem(
  months: readonly MonthlyIncome[],
  today: LocalDate,
): 'TOO_FEW' | 'NOT_OVER' | 'TOO_OLD' | null {
  const thisMonthOn = `${today.slice(0, 7)}-01`;
  const last = months.reduce((latest, { monthOn }) => (monthOn > latest ? monthOn : latest), '');
  if (monthsAboveLine(months) < MONTHS_ABOVE_LINE) return 'TOO_FEW';
  if (last >= thisMonthOn) return 'NOT_OVER';
  return last < addMonths(thisMonthOn, -LATEST_EVIDENCE_MONTHS) ? 'TOO_OLD' : null;
}
