import { describe, expect, it } from '@jest/globals';

import {
  addWorkingDays,
  isHolidayYearAnnounced,
  isWorkingDay,
  springFestivalOn,
  workingDaysBetween,
} from './business-calendar';
import { HOLIDAY_YEARS } from './holiday.reference';
import { addDays, CalendarError } from './local-date';

describe('the business calendar', () => {
  it('counts five full working days over the worked Sunday of January 2017', () => {
    const days = ['2017-01-19', '2017-01-20', '2017-01-22', '2017-01-23', '2017-01-24'];
    expect(days.every(isWorkingDay)).toBe(true);
    expect(isWorkingDay('2017-01-21')).toBe(false);
    expect(addWorkingDays('2017-01-18', 5)).toBe('2017-01-24');
    expect(workingDaysBetween('2017-01-18', '2017-01-24')).toBe(5);
    expect(addWorkingDays('2017-01-18', 0)).toBe('2017-01-18');
  });

  it('skips the Spring Festival of 2017 and works the Saturday after it', () => {
    expect(addWorkingDays('2017-01-26', 1)).toBe('2017-02-03');
    expect(isWorkingDay('2017-02-04')).toBe(true);
  });

  it.each([
    [2016, '2016-02-08'],
    [2017, '2017-01-28'],
    [2020, '2020-01-25'],
    [2026, '2026-02-17'],
  ])('knows the Spring Festival of %s', (year, date) => {
    expect(springFestivalOn(year)).toBe(date);
    expect(isWorkingDay(date)).toBe(false);
  });

  it('works only weekend days in exchange', () => {
    for (const { workedOn } of HOLIDAY_YEARS.values()) {
      for (const date of workedOn) expect([0, 6]).toContain(new Date(`${date}T00:00:00Z`).getUTCDay());
    }
  });

  it('takes exactly the statutory days from the weekdays of every announced year', () => {
    const twoMoreByTheExtensionOf2020 = 2;
    for (const [year, { announced }] of HOLIDAY_YEARS) {
      if (!announced) continue;
      let taken = 0;
      for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = addDays(date, 1)) {
        const isWeekday = ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
        taken += Number(isWeekday) - Number(isWorkingDay(date));
      }
      const statutory = year >= 2025 ? 13 : 11;
      expect([year, taken]).toEqual([year, statutory + (year === 2020 ? twoMoreByTheExtensionOf2020 : 0)]);
    }
  });

  it('says which year is not announced and refuses years that it does not hold', () => {
    expect(isHolidayYearAnnounced(2026)).toBe(true);
    expect(isHolidayYearAnnounced(2027)).toBe(false);
    expect(isWorkingDay('2027-10-01')).toBe(false);
    expect(() => isWorkingDay('2015-12-31')).toThrow(CalendarError);
    expect(() => springFestivalOn(2028)).toThrow(CalendarError);
    expect(() => addWorkingDays('2017-01-18', -1)).toThrow(CalendarError);
  });
});
