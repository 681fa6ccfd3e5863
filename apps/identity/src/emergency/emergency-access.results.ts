import { mutationResult } from '@nuan/federation';

import { EmergencyAccess } from './emergency-access.entity';

const resultOf = (name: string, description: string): object =>
  mutationResult(name, description, () => [EmergencyAccess]);

export const OpenEmergencyAccessResult = resultOf('OpenEmergencyAccessResult', 'What came of opening (启用结果).');
export const EndEmergencyAccessResult = resultOf('EndEmergencyAccessResult', 'What came of ending (结束结果).');
export const ReviewEmergencyAccessResult = resultOf(
  'ReviewEmergencyAccessResult',
  'What came of reviewing (复核结果).',
);
