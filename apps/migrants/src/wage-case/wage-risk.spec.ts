import { describe, expect, it } from '@jest/globals';

import { wageRiskOf } from './wage-risk';

describe('wageRiskOf', () => {
  it.each([
    { openCases: 0, nextDeadlineOn: null, level: 'NONE' },
    { openCases: 1, nextDeadlineOn: '2017-01-30', level: 'HIGH' },
    { openCases: 1, nextDeadlineOn: '2017-01-31', level: 'WATCH' },
    { openCases: 2, nextDeadlineOn: '2017-01-01', level: 'HIGH' },
  ])('is $level with $openCases open cases, the first due on $nextDeadlineOn', ({ level, ...wages }) => {
    const risk = wageRiskOf({ ...wages, owedFen: 500n, recoveredFen: 200n }, '2017-01-23');
    expect(risk).toMatchObject({ level, owed: 500n, recovered: 200n, outstanding: 300n });
  });
});
