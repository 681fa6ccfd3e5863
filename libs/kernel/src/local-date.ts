/** A calendar date (日期) in Asia/Shanghai, 'YYYY-MM-DD'. Compares and sorts as text. */
export type LocalDate = string;

const MS_PER_DAY = 86_400_000;

/** China has kept one fixed offset without summer time since 1992, and the domain's instants begin long after. */
const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/** A text that is not a calendar date, or a date outside what the calendar knows. */
export class CalendarError extends RangeError {
  constructor(message: string) {
    super(message);
    this.name = 'CalendarError';
  }
}

/** Milliseconds of the date's midnight counted as if it were UTC: an exact day number times 86,400,000. */
function dayMs(date: LocalDate): number {
  if (!isLocalDate(date)) throw new CalendarError(`Not a calendar date: ${date.slice(0, 12)}`);
  return Date.parse(`${date}T00:00:00Z`);
}

function fromDayMs(ms: number): LocalDate {
  return new Date(ms).toISOString().slice(0, 10);
}

/** Whether a text is a real calendar date written YYYY-MM-DD (2017-02-29 is not). */
export function isLocalDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

/** The date `days` calendar days later (earlier, when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDayMs(dayMs(date) + days * MS_PER_DAY);
}

/** The same day of the month `months` later, or the last day of that month when it is shorter: 31 Jan + 1 = 28 Feb. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const start = new Date(dayMs(date));
  const target = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1));
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(start.getUTCDate(), lastDay));
  return fromDayMs(target.getTime());
}

/** Calendar days from `from` to `to`: zero for the same day, negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (dayMs(to) - dayMs(from)) / MS_PER_DAY;
}

/** The calendar date in Asia/Shanghai at an instant. */
export function localDateOf(instant: Date): LocalDate {
  return new Date(instant.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/**
 * The instant at which the clocks of Asia/Shanghai show this date and time (midnight unless said otherwise).
 *
 * @throws CalendarError when the date or the time is not real.
 */
export function instantOf(date: LocalDate, time = '00:00:00'): Date {
  if (!TIME.test(time)) throw new CalendarError(`Not a time of day: ${time.slice(0, 12)}`);
  return new Date(Date.parse(`${fromDayMs(dayMs(date))}T${time}Z`) - SHANGHAI_OFFSET_MS);
}

/** The calendar year of a date. */
export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}
