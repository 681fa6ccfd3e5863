import { dateOf, dayOf } from '../days';
import type { SampleHousehold } from '../households';
import { hashKind, mix } from '../random';

/** Days of January 2017 on which the campaign pays: the working days between the notice and the as-of date. */
const CAMPAIGN_DAYS = ['04', '05', '06', '09', '10', '11', '12', '13', '16', '17', '18', '19', '20'].map(
  (day) => `2017-01-${day}`,
);

/** Files recorded from this day on are new in the campaign. */
export const NEW_FILES_FROM = '2017-01-03';

/** A number from 0 to bound - 1 that depends on its kind and index alone. */
export function draw(kind: string, index: number, bound: number): number {
  return mix(hashKind(kind) ^ Math.imul(index + 1, 0x9e3779b1)) % bound;
}

/** One of the days from `first` on, by kind and index. */
export function campaignDay(kind: string, index: number, first = CAMPAIGN_DAYS[0] ?? ''): string {
  const days = CAMPAIGN_DAYS.filter((day) => day >= first);
  return days[draw(kind, index, days.length)] ?? '2017-01-20';
}

/** The first working day after a day: at most three days later, as no holiday falls into the window. */
export function nextWeekday(date: string): string {
  const day = dayOf(date) + 1;
  const weekday = (day + 4) % 7;
  return dateOf(weekday === 6 ? day + 2 : weekday === 0 ? day + 1 : day);
}

/** A day and some days. */
export const plusDays = (date: string, days: number): string => dateOf(dayOf(date) + days);

/** New files that were paid on the next working day: their publicity was over before they were recorded. */
export const isPaidSoon = (household: SampleHousehold): boolean =>
  household.recordedOn >= NEW_FILES_FROM && draw('paid-soon', household.index, 6) === 0;

/** The day on which CNY2017 paid a household, never before its file was recorded. */
export function warmthPaidOn(household: SampleHousehold): string {
  if (isPaidSoon(household)) return nextWeekday(household.recordedOn);
  const first = household.recordedOn < NEW_FILES_FROM ? undefined : plusDays(household.recordedOn, 5);
  return campaignDay('warmth-day', household.index, first);
}

/** The last review that was known on a day: the one before the latest, when that came later. */
export function reviewedBefore(household: SampleHousehold, date: string): string {
  if (household.lastReviewedOn <= date) return household.lastReviewedOn;
  const before = plusDays(household.lastReviewedOn, -365);
  return before < household.recordedOn ? household.recordedOn : before;
}
