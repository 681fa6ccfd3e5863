import { describe, expect, it } from '@jest/globals';

import { coversInstant, weekdayOf } from './open-hours';

const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opensAt: '08:00', closesAt: '18:00' }));

describe('weekdayOf', () => {
  it('is the day of the week in Asia/Shanghai, whatever the time zone of the process', () => {
    expect(weekdayOf(new Date('2017-01-23T18:00:00+08:00'))).toBe(1);
    expect(weekdayOf(new Date('2017-01-22T16:30:00Z'))).toBe(1);
    expect(weekdayOf(new Date('2017-01-22T15:30:00Z'))).toBe(7);
  });
});

describe('coversInstant', () => {
  it.each([
    { at: '2017-01-23T08:00:00+08:00', open: true },
    { at: '2017-01-23T07:59:00+08:00', open: false },
    { at: '2017-01-23T17:59:59+08:00', open: true },
    { at: '2017-01-23T18:00:00+08:00', open: false },
    { at: '2017-01-22T10:00:00+08:00', open: false },
  ])('is $open at $at', ({ at, open }) => {
    expect(coversInstant(weekdays, new Date(at))).toBe(open);
  });
});
