import { addMonths, type LocalDate } from '@nuan/kernel';

/** A helper visits at least every half-year (design rule I25; practice: one contact card and a visit per half-year). */
export const VISIT_INTERVAL_MONTHS = 6;

/** The time a pairing lasts; `endsOn` null while it does. */
export interface PairingPeriod {
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate | null;
}

/** Visits made so far: how many, and the last one. */
export interface VisitSummary {
  readonly done: number;
  readonly lastOn: LocalDate | null;
}

/** Visits that have fallen due by `today` (应走访次数): one for each full half-year since the pairing began, none after it ended. */
export function visitsDue(period: PairingPeriod, today: LocalDate): number {
  const until = period.endsOn !== null && period.endsOn < today ? period.endsOn : today;
  let due = 0;
  while (addMonths(period.startsOn, VISIT_INTERVAL_MONTHS * (due + 1)) <= until) due += 1;
  return due;
}

/** Whether an active pairing has gone more than six months without a visit (走访逾期), counted from its beginning when there was none. */
export function isVisitOverdue(period: PairingPeriod, visits: VisitSummary, today: LocalDate): boolean {
  if (period.startsOn > today || (period.endsOn !== null && period.endsOn < today)) return false;
  const since = visits.lastOn !== null && visits.lastOn > period.startsOn ? visits.lastOn : period.startsOn;
  return addMonths(since, VISIT_INTERVAL_MONTHS) < today;
}

/** The day by which the next visit is to be made: six months after the last one, or after the beginning; null once the pairing has ended. */
export function nextVisitDueOn(period: PairingPeriod, visits: VisitSummary, today: LocalDate): LocalDate | null {
  if (period.endsOn !== null && period.endsOn < today) return null;
  const since = visits.lastOn !== null && visits.lastOn > period.startsOn ? visits.lastOn : period.startsOn;
  return addMonths(since, VISIT_INTERVAL_MONTHS);
}
