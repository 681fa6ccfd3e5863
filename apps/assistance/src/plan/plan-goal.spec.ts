import { describe, expect, it } from '@jest/globals';

import { goalProblem } from './plan-goal';

describe('goalProblem', () => {
  it.each([
    { goalOn: '2017-01-22', today: '2017-01-23', rule: 'GOAL_PAST' },
    { goalOn: '2017-01-23', today: '2017-01-23', rule: undefined },
    { goalOn: '2020-12-31', today: '2017-01-23', rule: undefined },
    { goalOn: '2021-01-01', today: '2017-01-23', rule: 'GOAL_AFTER_PROGRAMME' },
    { goalOn: '2021-01-01', today: '2020-12-31', rule: 'GOAL_AFTER_PROGRAMME' },
    { goalOn: '2022-06-30', today: '2021-03-01', rule: undefined },
  ])('I24: a goal on $goalOn set on $today breaks $rule', ({ goalOn, today, rule }) => {
    expect(goalProblem(goalOn, today)?.rule).toBe(rule);
  });
});
