import { defineStateMachine } from '@nuan/kernel';

import { ExitReviewState } from './exit-review-state';

const { PROPOSED, PUBLICISED, APPROVED, REJECTED, WITHDRAWN } = ExitReviewState;

/**
 * The review by which a household leaves the register (退出审核). Out of hardship goes by public notice; what papers prove (a death,
 * a second file, a transfer out, a wrong filing) goes without one, by the decision of a second person.
 */
export const exitReviewMachine = defineStateMachine({
  name: 'ExitReview',
  title: 'Exit review (退出审核)',
  states: Object.values(ExitReviewState),
  initial: PROPOSED,
  transitions: [
    { event: 'PUBLICISE', from: [PROPOSED], to: PUBLICISED, title: 'Put on public notice (公示)' },
    { event: 'APPROVE', from: [PUBLICISED], to: APPROVED, title: 'Approve after the notice (公示后批准)' },
    { event: 'APPROVE_WITHOUT_NOTICE', from: [PROPOSED], to: APPROVED, title: 'De-register on papers (凭证注销)' },
    { event: 'REJECT', from: [PROPOSED, PUBLICISED], to: REJECTED, title: 'Refuse: the household stays (不予退出)' },
    { event: 'WITHDRAW', from: [PROPOSED, PUBLICISED], to: WITHDRAWN, title: 'Take the proposal back (撤回)' },
  ],
});
