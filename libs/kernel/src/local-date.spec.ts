import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  addDays,
  addMonths,
  CalendarError,
  daysBetween,
  instantOf,
  isLocalDate,
  localDateOf,
  yearOf,
} from './local-date';

const date = fc.integer({ min: 0, max: 60_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));

describe('local dates', () => {
  it('knows real dates from written ones', () => {
    expect(isLocalDate('2016-02-29')).toBe(true);
    for (const text of ['2017-02-29', '2017-13-01', '2017-1-1', '2017-01-01T00:00', '', '20170101']) {
      expect(isLocalDate(text)).toBe(false);
    }
  });

  it('adds days and measures them back', () => {
    fc.assert(fc.property(date, fc.integer({ min: -9000, max: 9000 }), (d, n) => daysBetween(d, addDays(d, n)) === n));
  });

  it('keeps the day of the month, or takes the last of a shorter month', () => {
    expect(addMonths('2017-01-31', 1)).toBe('2017-02-28');
    expect(addMonths('2016-01-31', 1)).toBe('2016-02-29');
    expect(addMonths('2016-12-15', 1)).toBe('2017-01-15');
    expect(addMonths('2017-01-15', -1)).toBe('2016-12-15');
  });

  it('crosses midnight where Shanghai does', () => {
    expect(localDateOf(new Date('2017-01-22T15:59:59Z'))).toBe('2017-01-22');
    expect(localDateOf(new Date('2017-01-22T16:00:00Z'))).toBe('2017-01-23');
    expect(instantOf('2017-01-23', '18:00:00').toISOString()).toBe('2017-01-23T10:00:00.000Z');
    expect(yearOf(localDateOf(new Date('2016-12-31T16:00:00Z')))).toBe(2017);
  });

  it('refuses dates and times that do not exist', () => {
    expect(() => addDays('2017-02-30', 1)).toThrow(CalendarError);
    expect(() => instantOf('2017-01-23', '24:00:00')).toThrow(CalendarError);
  });
});
