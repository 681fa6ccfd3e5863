import { addWorkingDays, type LocalDate } from '@nuan/kernel';

/** Fewest full working days of a public notice where a region sets no other number. Source: provincial filing rules (公示不少于5个工作日). */
export const DEFAULT_NOTICE_WORKING_DAYS = 5;

/** What decides whether a notice may be closed. */
export interface NoticeState {
  readonly postedOn: LocalDate;
  readonly minWorkingDays: number;
  readonly openObjections: number;
}

/**
 * The last day that a notice must stand: the day it is put up doesn't count, weekends and public holidays don't count, make-up
 * workdays do (I5, I6).
 *
 * @throws CalendarError outside the years whose holidays are known.
 */
export function earliestEndOn(postedOn: LocalDate, minWorkingDays: number): LocalDate {
  return addWorkingDays(postedOn, minWorkingDays);
}

/** Whether a notice may be closed on a day: its full working days are over and no objection is open. */
export function mayClose(notice: NoticeState, on: LocalDate): boolean {
  return notice.openObjections === 0 && on > earliestEndOn(notice.postedOn, notice.minWorkingDays);
}
