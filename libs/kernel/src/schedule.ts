import { addDays, addMonths, daysBetween, instantOf, type LocalDate, localDateOf } from './local-date';

/** How often something falls due by the calendar: every day, every Monday, every first of the month. */
export const SCHEDULE_PERIODS = ['day', 'week', 'month'] as const;

/** A period of a schedule. */
export type SchedulePeriod = (typeof SCHEDULE_PERIODS)[number];

/** When something falls due (定时), by the clocks of Asia/Shanghai. */
export interface Schedule {
  readonly every: SchedulePeriod;
  /** Time of day, HH:MM. */
  readonly at: string;
}

const A_MONDAY: LocalDate = '2017-01-02';

/** The latest instant, not after `now`, at which something fell due: what was made before it is due again. */
export function lastDue({ every, at }: Schedule, now: Date): Date {
  const day = firstDay(every, localDateOf(now));
  const due = instantOf(day, `${at}:00`);
  return due <= now ? due : instantOf(dayBefore(every, day), `${at}:00`);
}

/** The first day of the period that a date lies in. */
function firstDay(every: SchedulePeriod, date: LocalDate): LocalDate {
  switch (every) {
    case 'day':
      return date;
    case 'week':
      return addDays(date, -(((daysBetween(A_MONDAY, date) % 7) + 7) % 7));
    case 'month':
      return `${date.slice(0, 8)}01`;
  }
}

function dayBefore(every: SchedulePeriod, day: LocalDate): LocalDate {
  return every === 'month' ? addMonths(day, -1) : addDays(day, every === 'week' ? -7 : -1);
}
