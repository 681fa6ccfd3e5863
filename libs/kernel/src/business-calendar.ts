import { HOLIDAY_YEARS, type HolidayYear } from './holiday.reference';
import { addDays, CalendarError, type LocalDate, yearOf } from './local-date';

/** The years as this process knows them: those that ship with the program, and newer ones that it was given at its start. */
const years = new Map<number, HolidayYear>();

/** Every exception to "Monday to Friday are worked": true when worked, false when off. */
const exceptions = new Map<LocalDate, boolean>();

for (const [year, arrangement] of HOLIDAY_YEARS) replaceHolidayYear(year, arrangement);

/** Puts the arrangement of a year in the place of the one that is known. For `updateHolidays`. */
export function replaceHolidayYear(year: number, arrangement: HolidayYear): void {
  for (const date of exceptions.keys()) if (date.startsWith(String(year))) exceptions.delete(date);
  for (const [date, isWorked] of exceptionsOf(arrangement)) exceptions.set(date, isWorked);
  years.set(year, arrangement);
}

function exceptionsOf({ daysOff, workedOn }: HolidayYear): [LocalDate, boolean][] {
  const entries = workedOn.map((date): [LocalDate, boolean] => [date, true]);
  for (const [from, to] of daysOff) {
    for (let date = from; date <= to; date = addDays(date, 1)) entries.push([date, false]);
  }
  return entries;
}

function holidayYear(value: number): HolidayYear {
  const found = years.get(value);
  if (!found)
    throw new CalendarError(`The business calendar doesn't hold ${value}: give its holidays by NUAN_HOLIDAYS_FILE.`);
  return found;
}

/**
 * Whether a date is a working day (工作日): weekends off, public holidays off, make-up weekends worked.
 *
 * @throws CalendarError outside 2016–2027, where the official arrangement isn't known.
 */
export function isWorkingDay(date: LocalDate): boolean {
  holidayYear(yearOf(date));
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return exceptions.get(date) ?? (weekday !== 0 && weekday !== 6);
}

/**
 * The last of `days` full working days after `start`; the start day itself doesn't count. A notice put up on 2017-01-18 has
 * stood for five full working days at the end of 2017-01-24. Zero gives the start.
 *
 * @throws CalendarError outside 2016–2027, or for a negative or fractional number of days.
 */
export function addWorkingDays(start: LocalDate, days: number): LocalDate {
  if (!Number.isInteger(days) || days < 0) throw new CalendarError('Working days are added as a whole number from 0.');
  let date = start;
  for (let left = days; left > 0;) {
    date = addDays(date, 1);
    if (isWorkingDay(date)) left -= 1;
  }
  return date;
}

/**
 * Full working days after `from` up to and including `to`; zero when `to` is not later.
 *
 * @throws CalendarError outside 2016–2027.
 */
export function workingDaysBetween(from: LocalDate, to: LocalDate): number {
  let count = 0;
  for (let date = addDays(from, 1); date <= to; date = addDays(date, 1)) if (isWorkingDay(date)) count += 1;
  return count;
}

/**
 * The first day of the Spring Festival (春节, 正月初一) of a year.
 *
 * @throws CalendarError outside 2016–2027.
 */
export function springFestivalOn(year: number): LocalDate {
  return holidayYear(year).springFestivalOn;
}

/** Whether the State Council's notice of the year is encoded; if not, only its statutory days are known. */
export function isHolidayYearAnnounced(year: number): boolean {
  return years.get(year)?.announced ?? false;
}
