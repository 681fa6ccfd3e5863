import { describe, expect, it } from '@jest/globals';

import { isVisitOverdue, nextVisitDueOn, visitsDue } from './visit-duty';

const none = { done: 0, lastOn: null, intervalMonths: 6 };
const today = '2017-01-23';

describe('visitsDue', () => {
  it.each([
    { startsOn: '2017-01-10', endsOn: null, due: 0 },
    { startsOn: '2016-07-24', endsOn: null, due: 0 },
    { startsOn: '2016-07-23', endsOn: null, due: 1 },
    { startsOn: '2016-01-01', endsOn: null, due: 2 },
    { startsOn: '2015-01-01', endsOn: '2015-12-31', due: 1 },
    { startsOn: '2017-06-01', endsOn: null, due: 0 },
  ])('counts $due full half-years from $startsOn to $endsOn', ({ due, ...period }) => {
    expect(visitsDue(period, 6, today)).toBe(due);
  });
});

describe('a shorter interval', () => {
  it('brings visits due sooner', () => {
    const period = { startsOn: '2016-10-20', endsOn: null };
    expect(visitsDue(period, 3, today)).toBe(1);
    expect(isVisitOverdue(period, none, today)).toBe(false);
    expect(isVisitOverdue(period, { ...none, intervalMonths: 3 }, today)).toBe(true);
    expect(nextVisitDueOn(period, { ...none, intervalMonths: 3 }, today)).toBe('2017-01-20');
  });
});

describe('isVisitOverdue', () => {
  it.each([
    { startsOn: '2016-07-23', endsOn: null, lastOn: null, overdue: false },
    { startsOn: '2016-07-22', endsOn: null, lastOn: null, overdue: true },
    { startsOn: '2015-01-01', endsOn: null, lastOn: '2016-12-01', overdue: false },
    { startsOn: '2015-01-01', endsOn: null, lastOn: '2016-07-01', overdue: true },
    { startsOn: '2015-01-01', endsOn: '2016-12-31', lastOn: null, overdue: false },
    { startsOn: '2017-02-01', endsOn: null, lastOn: null, overdue: false },
  ])(
    'I25: is $overdue when paired on $startsOn, ended on $endsOn, last visited on $lastOn',
    ({ overdue, lastOn, ...period }) => {
      expect(isVisitOverdue(period, { ...none, lastOn }, today)).toBe(overdue);
    },
  );
});

describe('nextVisitDueOn', () => {
  it('is six months after the last visit while the pairing lasts, and nothing afterwards', () => {
    expect(nextVisitDueOn({ startsOn: '2016-01-31', endsOn: null }, none, today)).toBe('2016-07-31');
    expect(
      nextVisitDueOn({ startsOn: '2016-01-31', endsOn: null }, { ...none, done: 1, lastOn: '2016-12-20' }, today),
    ).toBe('2017-06-20');
    expect(nextVisitDueOn({ startsOn: '2015-01-31', endsOn: '2016-02-01' }, none, today)).toBeNull();
  });
});
