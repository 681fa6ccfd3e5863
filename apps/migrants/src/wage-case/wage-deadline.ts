import { addDays, daysBetween, type LocalDate, springFestivalOn, yearOf } from '@nuan/kernel';

import { WageState } from './wage-state';

/** States in which wages are still to be paid. */
export const OPEN_WAGE_STATES: readonly WageState[] = [
  WageState.REPORTED,
  WageState.VERIFIED,
  WageState.ORDERED,
  WageState.PART_PAID,
  WageState.TO_LEGAL,
];

/**
 * The default deadline of a case (I30; campaign of 2017: migrant workers get their wages before the festival): the day
 * before the first Spring Festival after the case was reported.
 */
export function defaultDeadlineOn(reportedOn: LocalDate): LocalDate {
  const year = yearOf(reportedOn);
  const thisYear = addDays(springFestivalOn(year), -1);
  return reportedOn <= thisYear ? thisYear : addDays(springFestivalOn(year + 1), -1);
}

/** Days from `today` to the deadline (剩余天数): 0 on the day itself, negative once it has passed. */
export function daysLeft(deadlineOn: LocalDate, today: LocalDate): number {
  return daysBetween(today, deadlineOn);
}
