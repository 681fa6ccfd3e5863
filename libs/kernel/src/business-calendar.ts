import { HOLIDAY_YEARS, type HolidayYear } from './holiday.reference';
import { addDays, CalendarError, type LocalDate, yearOf } from './local-date';

/** Every exception to "Monday to Friday are worked": true when worked, false when off. */
const EXCEPTIONS: ReadonlyMap<LocalDate, boolean> = new Map([...HOLIDAY_YEARS.values()].flatMap(exceptionsOf));

function exceptionsOf({ daysOff, workedOn }: HolidayYear): [LocalDate, boolean][] {
  const entries = workedOn.map((date): [LocalDate, boolean] => [date, true]);
  for (const [from, to] of daysOff) {
    for (let date = from; date <= to; date = addDays(date, 1)) entries.push([date, false]);
  }
  return entries;
}

function holidayYear(value: number): HolidayYear {
  const found = HOLIDAY_YEARS.get(value);
  if (!found) throw new CalendarError(`The business calendar holds 2016 to 2027; it was asked about ${value}.`);
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
  return EXCEPTIONS.get(date) ?? (weekday !== 0 && weekday !== 6);
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
  return HOLIDAY_YEARS.get(year)?.announced ?? false;
}
