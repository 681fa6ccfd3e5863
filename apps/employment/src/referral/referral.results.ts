import { mutationResult } from '@nuan/federation';

import { JobReferral } from './job-referral.entity';
import { JobVacancy } from './job-vacancy.entity';

export const PostVacancyResult = mutationResult('PostVacancyResult', 'What came of posting (发布结果).', () => [
  JobVacancy,
]);
export const CloseVacancyResult = mutationResult('CloseVacancyResult', 'What came of closing (停招结果).', () => [
  JobVacancy,
]);
export const ReferPersonResult = mutationResult('ReferPersonResult', 'What came of the referral (推荐结果).', () => [
  JobReferral,
]);
export const InviteToInterviewResult = mutationResult(
  'InviteToInterviewResult',
  'What came of the invitation (安排结果).',
  () => [JobReferral],
);
export const DeclineReferralResult = mutationResult(
  'DeclineReferralResult',
  'What came of recording it (登记结果).',
  () => [JobReferral],
);
