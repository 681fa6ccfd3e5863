import { FaultError } from '@nuan/errors';

const DAY_MS = 86_400_000;
const FIRST = Date.UTC(1915, 0, 1) / DAY_MS;
const LAST = Date.UTC(2019, 11, 31) / DAY_MS;

const texts: string[] = [];
for (let day = FIRST; day <= LAST; day++) texts.push(new Date(day * DAY_MS).toISOString().slice(0, 10));

const digit = (date: string, at: number): number => date.charCodeAt(at) - 48;

/** Days since 1970 of 'YYYY-MM-DD', by arithmetic: mappers ask millions of times. */
export function dayOf(date: string): number {
  const month = digit(date, 5) * 10 + digit(date, 6);
  const day = digit(date, 8) * 10 + digit(date, 9);
  const early = month <= 2 ? 1 : 0;
  // Years begin in March here, so that the leap day is the last of one.
  const year = digit(date, 0) * 1000 + digit(date, 1) * 100 + digit(date, 2) * 10 + digit(date, 3) - early;
  const ofYear = Math.floor((153 * (month + 12 * early - 3) + 2) / 5) + day - 1;
  return year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + ofYear - 719_468;
}

/** 'YYYY-MM-DD' of a day since 1970; one shared string per day, between 1915 and 2019. */
export function dateOf(day: number): string {
  const text = texts[day - FIRST];
  if (text === undefined) throw new FaultError(`day ${day} lies outside the sample's calendar`);
  return text;
}

/** The day itself, or the Friday before a weekend. */
export function weekdayOf(day: number): number {
  const weekday = (((day + 4) % 7) + 7) % 7;
  return weekday === 6 ? day - 1 : weekday === 0 ? day - 2 : day;
}

/** The same day twelve months later; 29 February becomes 28 February. */
export function yearLater(date: string): string {
  const year = String(Number(date.slice(0, 4)) + 1);
  const rest = date.slice(4) === '-02-29' ? '-02-28' : date.slice(4);
  return dateOf(dayOf(year + rest));
}
