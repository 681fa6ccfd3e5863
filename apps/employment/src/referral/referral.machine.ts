import { defineStateMachine } from '@nuan/kernel';

import { ReferralState } from './referral-state';

const { DECLINED, HIRED, INTERVIEW, OFFERED } = ReferralState;

/** Life of a referral (推荐就业): the person is told of a job, seen by the employer, and taken on or not. */
export const referralMachine = defineStateMachine({
  name: 'JobReferral',
  title: 'Job referral (岗位推荐)',
  initial: OFFERED,
  states: Object.values(ReferralState),
  transitions: [
    { event: 'INVITE', from: [OFFERED], to: INTERVIEW, title: 'Invite to an interview (安排面试)' },
    { event: 'HIRE', from: [INTERVIEW], to: HIRED, title: 'Take on, with a placement (录用)' },
    { event: 'DECLINE', from: [OFFERED, INTERVIEW], to: DECLINED, title: 'Decline, by either side (未成功)' },
  ],
});
