import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { lastDue, SCHEDULE_PERIODS } from './schedule';

const at = (text: string): Date => new Date(`${text}+08:00`);

describe('a schedule', () => {
  it.each([
    // 2017-01-23 is a Monday.
    ['day', '2017-01-23T02:29', '2017-01-22T02:30'],
    ['day', '2017-01-23T02:30', '2017-01-23T02:30'],
    ['day', '2017-01-01T00:00', '2016-12-31T02:30'],
    ['week', '2017-01-23T02:29', '2017-01-16T02:30'],
    ['week', '2017-01-23T18:00', '2017-01-23T02:30'],
    ['week', '2017-01-29T23:59', '2017-01-23T02:30'],
    ['week', '2016-12-31T12:00', '2016-12-26T02:30'],
    ['month', '2017-01-01T02:29', '2016-12-01T02:30'],
    ['month', '2017-01-31T18:00', '2017-01-01T02:30'],
    ['month', '2016-02-29T02:30', '2016-02-01T02:30'],
  ] as const)('of every %s says at %s that it last fell due at %s', (every, now, due) => {
    expect(lastDue({ every, at: '02:30' }, at(now))).toEqual(at(due));
  });

  it('never falls due in the future, and never a whole period ago', () => {
    const days = { day: 1, week: 7, month: 31 };
    const instants = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000));
    fc.assert(
      fc.property(fc.constantFrom(...SCHEDULE_PERIODS), instants, (every, now) => {
        const since = now.getTime() - lastDue({ every, at: '02:30' }, now).getTime();
        return since >= 0 && since < days[every] * 86_400_000;
      }),
    );
  });
});
