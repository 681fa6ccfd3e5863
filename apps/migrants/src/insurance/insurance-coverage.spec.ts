import { describe, expect, it } from '@jest/globals';

import { coverageOf } from './insurance-coverage';

describe('coverageOf', () => {
  it.each([
    [
      { projects: 10, insured: 7, targetPercent: 80 },
      { rate: 0.7, target: 0.8, gap: 0.1, missingProjects: 1 },
    ],
    [
      { projects: 3, insured: 2, targetPercent: 80 },
      { rate: 0.6667, target: 0.8, gap: 0.1333, missingProjects: 1 },
    ],
    [
      { projects: 10, insured: 9, targetPercent: 80 },
      { rate: 0.9, target: 0.8, gap: 0, missingProjects: 0 },
    ],
    [
      { projects: 0, insured: 0, targetPercent: 100 },
      { rate: null, target: 1, gap: null, missingProjects: 0 },
    ],
    [
      { projects: 4, insured: 1, targetPercent: null },
      { rate: 0.25, target: null, gap: null, missingProjects: null },
    ],
  ])('of %j is %j', (count, expected) => {
    expect(coverageOf({ ...count, workersCovered: 1 }, 2016, '2016-12-31')).toMatchObject(expected);
  });
});
