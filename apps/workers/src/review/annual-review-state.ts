import { registerEnum } from '@nuan/federation';

/** State of an annual review (年度复核状态). */
export enum AnnualReviewState {
  OPEN = 'OPEN',
  PASSED = 'PASSED',
  LED_TO_EXIT = 'LED_TO_EXIT',
  ABANDONED = 'ABANDONED',
}

registerEnum(AnnualReviewState, 'AnnualReviewState', 'State of an annual review (年度复核状态).', {
  OPEN: 'In hand (复核中).',
  PASSED: 'Passed: still in hardship (复核通过).',
  LED_TO_EXIT: 'Led to the proposal that the household leaves (转入退出).',
  ABANDONED: 'Broken off without a result (已中止).',
});
