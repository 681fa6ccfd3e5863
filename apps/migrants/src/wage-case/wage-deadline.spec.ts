import { describe, expect, it } from '@jest/globals';

import { daysLeft, defaultDeadlineOn } from './wage-deadline';

describe('defaultDeadlineOn', () => {
  it.each([
    { reportedOn: '2016-12-27', deadlineOn: '2017-01-27' },
    { reportedOn: '2017-01-20', deadlineOn: '2017-01-27' },
    { reportedOn: '2017-01-27', deadlineOn: '2017-01-27' },
    { reportedOn: '2017-01-28', deadlineOn: '2018-02-15' },
  ])('is $deadlineOn, the day before Spring Festival, for a case of $reportedOn', ({ reportedOn, deadlineOn }) => {
    expect(defaultDeadlineOn(reportedOn)).toBe(deadlineOn);
  });
});

describe('daysLeft', () => {
  it('counts down to the deadline and below zero after it', () => {
    expect(daysLeft('2017-01-27', '2017-01-23')).toBe(4);
    expect(daysLeft('2017-01-27', '2017-01-27')).toBe(0);
    expect(daysLeft('2017-01-27', '2017-02-01')).toBe(-5);
  });
});
