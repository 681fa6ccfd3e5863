import { FaultError } from '@nuan/errors';

const DAY_MS = 86_400_000;
const FIRST = Date.UTC(1915, 0, 1) / DAY_MS;
const LAST = Date.UTC(2019, 11, 31) / DAY_MS;

const texts: string[] = [];
for (let day = FIRST; day <= LAST; day++) texts.push(new Date(day * DAY_MS).toISOString().slice(0, 10));

const daysByText = new Map(texts.map((text, at) => [text, FIRST + at]));

/** Days since 1970 of 'YYYY-MM-DD'. */
export function dayOf(date: string): number {
  const known = daysByText.get(date);
  if (known !== undefined) return known;
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS;
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
