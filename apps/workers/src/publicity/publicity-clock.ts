import { addDays, addWorkingDays, isWorkingDay, type LocalDate } from '@nuan/kernel';

/** Fewest full working days of a public notice where a region sets no other number. Source: provincial filing rules (公示不少于5个工作日). */
export const DEFAULT_NOTICE_WORKING_DAYS = 5;

/** Days during which an objection was open, the day it was raised and the day it was resolved included. */
export interface Interruption {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** What decides whether a notice may be closed. */
export interface NoticeState {
  readonly postedOn: LocalDate;
  readonly minWorkingDays: number;
  readonly openObjections: number;
  /** Objections that were found groundless; none when absent. */
  readonly interruptions?: readonly Interruption[];
}

/**
 * The last day that a notice must stand: the day it is put up doesn't count, weekends and public holidays don't count, make-up
 * workdays do, and days during which an objection was open don't: what is left of the working days begins again on the day
 * after (I5, I6).
 *
 * @throws CalendarError outside the years whose holidays are known.
 */
export function earliestEndOn(
  postedOn: LocalDate,
  minWorkingDays: number,
  interruptions: readonly Interruption[] = [],
): LocalDate {
  if (interruptions.length === 0) return addWorkingDays(postedOn, minWorkingDays);
  const stood = (day: LocalDate): boolean =>
    isWorkingDay(day) && !interruptions.some(({ from, to }) => from <= day && day <= to);
  let day = postedOn;
  for (let left = minWorkingDays; left > 0;) {
    day = addDays(day, 1);
    if (stood(day)) left -= 1;
  }
  return day;
}

/** Whether a notice may be closed on a day: its full working days are over and no objection is open. */
export function mayClose(notice: NoticeState, on: LocalDate): boolean {
  const { postedOn, minWorkingDays, openObjections, interruptions } = notice;
  return openObjections === 0 && on > earliestEndOn(postedOn, minWorkingDays, interruptions);
}
