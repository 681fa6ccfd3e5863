import type { LocalDate } from './local-date';

/** The days off and the weekend days worked of one year, as arranged by the State Council's yearly notice. */
export interface HolidayYear {
  /** Whether the notice of the year is encoded; otherwise only the statutory days, by rule, without bridging or make-up days. */
  readonly announced: boolean;
  /** First day of the first lunar month (正月初一). */
  readonly springFestivalOn: LocalDate;
  /** Days off, each a first and a last date, both included. */
  readonly daysOff: readonly (readonly [LocalDate, LocalDate])[];
  /** Saturdays and Sundays worked in exchange (调休上班). */
  readonly workedOn: readonly LocalDate[];
}

/** A year written compactly: dates as MM-DD, ranges as MM-DD..MM-DD, separated by blanks. */
function year(value: number, announced: boolean, springFestival: string, daysOff: string, worked: string): HolidayYear {
  const date = (monthDay: string) => `${value}-${monthDay}`;
  return {
    announced,
    springFestivalOn: date(springFestival),
    daysOff: daysOff.split(' ').map((range) => {
      const [from = '', to = from] = range.split('..');
      return [date(from), date(to)] as const;
    }),
    workedOn: worked ? worked.split(' ').map(date) : [],
  };
}

/**
 * Official holidays of mainland China, from the notices of the General Office of the State Council (国务院办公厅关于…年部分节假日安排的通知);
 * the days of late December that belong to the next New Year stand under their own calendar year. 2020 includes the extension of
 * the Spring Festival to 2 February. 2027 holds the statutory days (全国年节及纪念日放假办法, as amended for 2025) alone until its notice is encoded.
 */
export const HOLIDAY_YEARS: ReadonlyMap<number, HolidayYear> = new Map([
  [
    2016,
    year(
      2016,
      true,
      '02-08',
      '01-01..01-03 02-07..02-13 04-02..04-04 04-30..05-02 06-09..06-11 09-15..09-17 10-01..10-07',
      '02-06 02-14 06-12 09-18 10-08 10-09',
    ),
  ],
  [
    2017,
    year(
      2017,
      true,
      '01-28',
      '01-01..01-02 01-27..02-02 04-02..04-04 04-29..05-01 05-28..05-30 10-01..10-08',
      '01-22 02-04 04-01 05-27 09-30',
    ),
  ],
  [
    2018,
    year(
      2018,
      true,
      '02-16',
      '01-01 02-15..02-21 04-05..04-07 04-29..05-01 06-16..06-18 09-22..09-24 10-01..10-07 12-30..12-31',
      '02-11 02-24 04-08 04-28 09-29 09-30 12-29',
    ),
  ],
  [
    2019,
    year(
      2019,
      true,
      '02-05',
      '01-01 02-04..02-10 04-05..04-07 05-01..05-04 06-07..06-09 09-13..09-15 10-01..10-07',
      '02-02 02-03 04-28 05-05 09-29 10-12',
    ),
  ],
  [
    2020,
    year(
      2020,
      true,
      '01-25',
      '01-01 01-24..02-02 04-04..04-06 05-01..05-05 06-25..06-27 10-01..10-08',
      '01-19 04-26 05-09 06-28 09-27 10-10',
    ),
  ],
  [
    2021,
    year(
      2021,
      true,
      '02-12',
      '01-01..01-03 02-11..02-17 04-03..04-05 05-01..05-05 06-12..06-14 09-19..09-21 10-01..10-07',
      '02-07 02-20 04-25 05-08 09-18 09-26 10-09',
    ),
  ],
  [
    2022,
    year(
      2022,
      true,
      '02-01',
      '01-01..01-03 01-31..02-06 04-03..04-05 04-30..05-04 06-03..06-05 09-10..09-12 10-01..10-07 12-31',
      '01-29 01-30 04-02 04-24 05-07 10-08 10-09',
    ),
  ],
  [
    2023,
    year(
      2023,
      true,
      '01-22',
      '01-01..01-02 01-21..01-27 04-05 04-29..05-03 06-22..06-24 09-29..10-06 12-30..12-31',
      '01-28 01-29 04-23 05-06 06-25 10-07 10-08',
    ),
  ],
  [
    2024,
    year(
      2024,
      true,
      '02-10',
      '01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-08..06-10 09-15..09-17 10-01..10-07',
      '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
    ),
  ],
  [
    2025,
    year(
      2025,
      true,
      '01-29',
      '01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08',
      '01-26 02-08 04-27 09-28 10-11',
    ),
  ],
  [
    2026,
    year(
      2026,
      true,
      '02-17',
      '01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07',
      '01-04 02-14 02-28 05-09 09-20 10-10',
    ),
  ],
  [2027, year(2027, false, '02-06', '01-01 02-05..02-08 04-05 05-01..05-02 06-09 09-15 10-01..10-03', '')],
]);
