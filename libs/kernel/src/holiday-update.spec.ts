import { afterEach, describe, expect, it } from '@jest/globals';

import { addWorkingDays, isHolidayYearAnnounced, isWorkingDay, replaceHolidayYear } from './business-calendar';
import { HOLIDAY_YEARS } from './holiday.reference';
import { updateHolidays } from './holiday-update';
import { CalendarError } from './local-date';

const notice = (change: object = {}): string =>
  JSON.stringify({
    '2027': {
      springFestivalOn: '2027-02-06',
      daysOff: [
        ['2027-01-01', '2027-01-01'],
        ['2027-02-05', '2027-02-11'],
      ],
      workedOn: ['2027-02-20'],
      ...change,
    },
  });

describe('an update of the holidays', () => {
  afterEach(() => {
    for (const [year, arrangement] of HOLIDAY_YEARS) replaceHolidayYear(year, arrangement);
  });

  it('replaces a year whose notice came later, and the clocks follow it', () => {
    expect(isHolidayYearAnnounced(2027)).toBe(false);
    expect(isWorkingDay('2027-02-20')).toBe(false);
    expect(updateHolidays(notice())).toEqual([2027]);
    expect(isHolidayYearAnnounced(2027)).toBe(true);
    expect([isWorkingDay('2027-02-20'), isWorkingDay('2027-02-11'), isWorkingDay('2027-05-03')]).toEqual([
      true,
      false,
      true,
    ]);
    expect(addWorkingDays('2027-02-04', 1)).toBe('2027-02-12');
  });

  it('adds a year that was not known', () => {
    const year = { springFestivalOn: '2028-01-26', daysOff: [['2028-01-25', '2028-01-31']], workedOn: [] };
    updateHolidays(JSON.stringify({ '2028': year }));
    expect(addWorkingDays('2028-01-24', 1)).toBe('2028-02-01');
  });

  it.each([
    ['text that is not JSON', 'holidays', /not JSON/],
    ['a list', '[]', /object of years/],
    ['a year out of reach', '{"1949": {}}', /not a year/],
    ['a day of another year', notice({ springFestivalOn: '2026-02-17' }), /2027: springFestivalOn/],
    ['a range that ends before it begins', notice({ daysOff: [['2027-02-11', '2027-02-05']] }), /2027: daysOff/],
    ['a day that is not one', notice({ workedOn: ['2027-02-30'] }), /2027: workedOn/],
  ])('refuses %s and takes nothing', (_what, json, message) => {
    expect(() => updateHolidays(json)).toThrow(CalendarError);
    expect(() => updateHolidays(json)).toThrow(message);
    expect(isHolidayYearAnnounced(2027)).toBe(false);
  });
});
