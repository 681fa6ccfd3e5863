import { addMonths, type LocalDate } from '@nuan/kernel';

/** A helper visits at least every half-year (I25; practice: one contact card and a visit per half-year); local rules may ask for more. */
export const LONGEST_VISIT_INTERVAL_MONTHS = 6;

/** The time a pairing lasts; `endsOn` null while it does. */
export interface PairingPeriod {
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate | null;
}

/** Visits made so far, how many and the last one, and how often they are to be made. */
export interface VisitSummary {
  readonly done: number;
  readonly lastOn: LocalDate | null;
  /** Months between two visits by the rule of the pairing's region and rank, 1 to 6. */
  readonly intervalMonths: number;
}

/** Visits that have fallen due by `today` (应走访次数): one for each full interval since the pairing began, none after it ended. */
export function visitsDue(period: PairingPeriod, intervalMonths: number, today: LocalDate): number {
  const until = period.endsOn !== null && period.endsOn < today ? period.endsOn : today;
  let due = 0;
  while (addMonths(period.startsOn, intervalMonths * (due + 1)) <= until) due += 1;
  return due;
}

/** Whether an active pairing has gone longer than its interval without a visit (走访逾期), counted from its beginning when there was none. */
export function isVisitOverdue(period: PairingPeriod, visits: VisitSummary, today: LocalDate): boolean {
  if (period.startsOn > today || (period.endsOn !== null && period.endsOn < today)) return false;
  const since = visits.lastOn !== null && visits.lastOn > period.startsOn ? visits.lastOn : period.startsOn;
  return addMonths(since, visits.intervalMonths) < today;
}

/** The day by which the next visit is to be made: an interval after the last one, or after the beginning; null once the pairing has ended. */
export function nextVisitDueOn(period: PairingPeriod, visits: VisitSummary, today: LocalDate): LocalDate | null {
  if (period.endsOn !== null && period.endsOn < today) return null;
  const since = visits.lastOn !== null && visits.lastOn > period.startsOn ? visits.lastOn : period.startsOn;
  return addMonths(since, visits.intervalMonths);
}
