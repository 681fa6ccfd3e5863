import { replaceHolidayYear } from './business-calendar';
import type { HolidayYear } from './holiday.reference';
import { CalendarError, isLocalDate, type LocalDate } from './local-date';

/**
 * Takes newer arrangements of holidays into the calendar of this process, for a year whose notice came after this program was
 * made: JSON `{ "2027": { "springFestivalOn": "2027-02-06", "daysOff": [["2027-02-05", "2027-02-11"]], "workedOn": ["2027-02-20"] } }`.
 * A year given replaces the one that is known. Returns the years taken, in order.
 *
 * @throws CalendarError that names the year and what is wrong; then no year has been taken.
 */
export function updateHolidays(json: string): readonly number[] {
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch {
    throw new CalendarError('The holidays are not JSON.');
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new CalendarError('The holidays are not an object of years.');
  const years = Object.entries(given).map(
    ([year, arrangement]) => [yearNumber(year), holidayYear(year, arrangement)] as const,
  );
  for (const [year, arrangement] of years) replaceHolidayYear(year, arrangement);
  return years.map(([year]) => year).sort((a, b) => a - b);
}

function yearNumber(text: string): number {
  if (!/^20\d\d$/.test(text)) throw new CalendarError(`${text.slice(0, 8)} is not a year from 2000 to 2099.`);
  return Number(text);
}

function holidayYear(year: string, given: unknown): HolidayYear {
  const { springFestivalOn, daysOff, workedOn } = (given ?? {}) as Record<string, unknown>;
  const isOfYear = (date: unknown): date is LocalDate =>
    typeof date === 'string' && isLocalDate(date) && date.startsWith(year);
  if (!isOfYear(springFestivalOn)) throw new CalendarError(`${year}: springFestivalOn is not a day of the year.`);
  if (!Array.isArray(daysOff) || !daysOff.every((range) => isRange(range, isOfYear)))
    throw new CalendarError(`${year}: daysOff is not a list of [first, last] days of the year.`);
  if (!Array.isArray(workedOn) || !workedOn.every(isOfYear))
    throw new CalendarError(`${year}: workedOn is not a list of days of the year.`);
  return { announced: true, springFestivalOn, daysOff: daysOff as HolidayYear['daysOff'], workedOn };
}

function isRange(range: unknown, isOfYear: (date: unknown) => boolean): boolean {
  return Array.isArray(range) && range.length === 2 && range.every(isOfYear) && String(range[0]) <= String(range[1]);
}
