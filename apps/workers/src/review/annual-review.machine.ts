import { defineStateMachine } from '@nuan/kernel';

import { AnnualReviewState } from './annual-review-state';

const { OPEN, PASSED, LED_TO_EXIT, ABANDONED } = AnnualReviewState;

/** The annual review of a file (年度复核): it ends with the household still in hardship, with an exit proposed, or is broken off. */
export const annualReviewMachine = defineStateMachine({
  name: 'AnnualReview',
  title: 'Annual review (年度复核)',
  states: Object.values(AnnualReviewState),
  initial: OPEN,
  transitions: [
    { event: 'PASS', from: [OPEN], to: PASSED, title: 'Still in hardship (复核通过)' },
    { event: 'LEAD_TO_EXIT', from: [OPEN], to: LED_TO_EXIT, title: 'Exit proposed (转入退出)' },
    { event: 'ABANDON', from: [OPEN], to: ABANDONED, title: 'Break off (中止)' },
  ],
});
