import { describe, expect, it } from '@jest/globals';

import type { BatchContest } from './batch-contest';
import { describeBatchContest, differingRows, ratioOf } from './batch-report';

describe('the report of a contest of batches', () => {
  const round = (tookMs: number, reserved = 990) => ({ tookMs, rows: { reserved, problems: 10 } });
  const contest: BatchContest = {
    payments: 1000,
    ours: [round(900), round(300), round(600)],
    byHand: [round(200), round(100), round(300)],
  };

  it('compares the middle rounds, so that one disturbed round decides nothing', () => {
    expect(ratioOf(contest)).toBe(3);
    expect(describeBatchContest(contest)).toContain('Our jobs take 3.00 times as long as the script');
  });

  it('says when both sides did not write the same rows', () => {
    const uneven = { ...contest, byHand: [round(200, 991)] };
    expect(differingRows(contest)).toEqual([]);
    expect(differingRows(uneven)).toEqual(['reserved']);
    expect(describeBatchContest(uneven)).toContain('Not a contest: the rows differ in reserved.');
  });
});
