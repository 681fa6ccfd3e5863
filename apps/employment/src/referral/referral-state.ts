import { registerEnum } from '@nuan/federation';

/** State of a referral (推荐状态). */
export enum ReferralState {
  OFFERED = 'OFFERED',
  INTERVIEW = 'INTERVIEW',
  HIRED = 'HIRED',
  DECLINED = 'DECLINED',
}

registerEnum(ReferralState, 'ReferralState', 'State of a referral (推荐状态).', {
  OFFERED: 'The person was told of the job (已推荐).',
  INTERVIEW: 'Invited to an interview (面试中).',
  HIRED: 'Taken on (已录用).',
  DECLINED: 'Declined by either side (未成功).',
});
