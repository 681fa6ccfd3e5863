import { registerEnum } from '@nuan/federation';

/** State of an exit review (退出审核状态). */
export enum ExitReviewState {
  PROPOSED = 'PROPOSED',
  PUBLICISED = 'PUBLICISED',
  APPROVED = 'APPROVED',
  REJECTED = 'REJECTED',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnum(ExitReviewState, 'ExitReviewState', 'State of an exit review (退出审核状态).', {
  PROPOSED: 'Proposed by the household or its helper (拟退出).',
  PUBLICISED: 'On public notice (公示中).',
  APPROVED: 'Approved: the household left the register (已退出).',
  REJECTED: 'Refused: the household stays (不予退出).',
  WITHDRAWN: 'Taken back by who proposed it: the household stays (已撤回).',
});
