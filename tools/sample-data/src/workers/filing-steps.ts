import { addWorkingDays } from '@nuan/kernel';

import { dateOf, dayOf, weekdayOf } from '../days';

/** Full working days of every public notice of the sample. */
export const NOTICE_WORKING_DAYS = 5;

const ends = new Map<string, string>();

/** The last of the notice's working days by the official calendar. */
export function noticeEndOn(postedOn: string): string {
  const known = ends.get(postedOn);
  if (known !== undefined) return known;
  const end = addWorkingDays(postedOn, NOTICE_WORKING_DAYS);
  ends.set(postedOn, end);
  return end;
}

/** So many days before a date, or the Friday before that when it is a weekend. */
export const daysBefore = (date: string, days: number): string => dateOf(weekdayOf(dayOf(date) - days));

/** The day after a date. */
export const dayAfter = (date: string): string => dateOf(dayOf(date) + 1);

/** An instant of a day in Shanghai, at a full hour. */
export const atHour = (date: string, hour: number): string => `${date}T${String(hour).padStart(2, '0')}:00:00+08:00`;

/** User ids of the sample's officers: one of each kind per region, so that nobody decides on what they filed. */
export const officer = (kind: 'maker' | 'unit' | 'verifier' | 'checker' | 'visitor', regionCode: string): string =>
  `sample:${kind}:${regionCode}`;
