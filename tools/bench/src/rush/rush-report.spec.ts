import { describe, expect, it } from '@jest/globals';

import { isExactly } from './rush-claims';
import type { RushContest } from './rush-contest';
import { describeRushContest, differingKinds, rushRatio } from './rush-report';

describe('the report of a rush', () => {
  const round = (tookMs: number, acts: number, keys = 1000) => ({ tookMs, acts, rows: { 'places given': 300, keys } });
  const contest: RushContest = {
    ...{ claims: 1000, places: 300, rounds: 3, processes: 2, callers: 200, connections: 16, adminUrl: null },
    ours: [round(900, 9), round(500, 9), round(100, 9)],
    byHand: [round(2000, 1000), round(1000, 1000), round(9000, 1000)],
  };

  it('compares the middle rounds, and counts audit rows without taking them for a difference', () => {
    expect(rushRatio(contest)).toBe(4);
    expect(describeRushContest(contest)).toContain('Our queue settles 4.00 times as many claims a second');
    expect(differingKinds(contest)).toEqual([]);
  });

  it('says when any round left other rows', () => {
    const uneven = { ...contest, byHand: [...contest.byHand.slice(1), round(2000, 1000, 999)] };
    expect(differingKinds(uneven)).toEqual(['keys']);
    expect(describeRushContest(uneven)).toContain('Not a contest: the rows differ in keys.');
  });

  it('knows numbers that were given twice, left out or beyond the quota', () => {
    expect(isExactly([2, 1, 3], 3)).toBe(true);
    for (const numbers of [
      [1, 2, 2],
      [1, 2],
      [1, 2, 4],
      [1, 2, 3, 3],
    ])
      expect(isExactly(numbers, 3)).toBe(false);
  });
});
