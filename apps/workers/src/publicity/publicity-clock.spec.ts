import { describe, expect, it } from '@jest/globals';

import { DEFAULT_NOTICE_WORKING_DAYS, earliestEndOn, mayClose } from './publicity-clock';

describe('the clock of a public notice', () => {
  it.each([
    ['2017-01-18', '2017-01-24', 'a make-up Sunday counts'],
    ['2017-01-24', '2017-02-06', 'the Spring Festival does not count, the make-up Saturday does'],
    ['2016-09-26', '2016-10-08', 'National Day does not count, the make-up Saturday does'],
  ])('put up on %s it stands until %s: %s', (postedOn, endOn) => {
    expect(earliestEndOn(postedOn, DEFAULT_NOTICE_WORKING_DAYS)).toBe(endOn);
  });

  it('lets a notice close only after its last full day, and never over an open objection', () => {
    const notice = { postedOn: '2017-01-18', minWorkingDays: 5, openObjections: 0 };
    expect(mayClose(notice, '2017-01-24')).toBe(false);
    expect(mayClose(notice, '2017-01-25')).toBe(true);
    expect(mayClose({ ...notice, openObjections: 1 }, '2017-03-01')).toBe(false);
  });
});
