import { describe, expect, it } from '@jest/globals';
import { dateOf, dayOf, weekdayOf, yearLater } from './days';

describe('the days of the sample', () => {
  it('count from 1970 and back, leap days included', () => {
    for (let day = Date.UTC(1915, 0, 1) / 86_400_000; day <= Date.UTC(2019, 11, 31) / 86_400_000; day++) {
      expect(dayOf(dateOf(day))).toBe(day);
    }
    expect(dayOf('1970-01-01')).toBe(0);
    expect(dateOf(dayOf('2016-02-29') + 1)).toBe('2016-03-01');
    expect(() => dateOf(dayOf('2020-01-01'))).toThrow('outside');
  });

  it('know weekends and anniversaries', () => {
    expect([dayOf('2017-01-20'), dayOf('2017-01-21'), dayOf('2017-01-22')].map(weekdayOf).map(dateOf)).toEqual([
      '2017-01-20',
      '2017-01-20',
      '2017-01-20',
    ]);
    expect(yearLater('2016-02-29')).toBe('2017-02-28');
  });
});
