import { mutationResult } from '@nuan/federation';

import { Placement } from '../placement/placement.entity';
import { StartupProject } from './startup-project.entity';

export const ApplyStartupResult = mutationResult(
  'ApplyStartupResult',
  'What came of the application (申报结果).',
  () => [StartupProject],
);
export const ReviewStartupResult = mutationResult('ReviewStartupResult', 'What came of the review (评审结果).', () => [
  StartupProject,
]);
export const RecordStartupFundingResult = mutationResult(
  'RecordStartupFundingResult',
  'What came of recording money (拨付登记结果): the project.',
  () => [StartupProject],
);
export const OpenStartupResult = mutationResult(
  'OpenStartupResult',
  'What came of going into operation (开业结果).',
  () => [StartupProject],
);
export const RecordStartupHireResult = mutationResult(
  'RecordStartupHireResult',
  'What came of recording a hire (吸纳登记结果): the placement.',
  () => [Placement],
);
export const CloseStartupResult = mutationResult('CloseStartupResult', 'What came of closing (结项结果).', () => [
  StartupProject,
]);
export const RecoverStartupResult = mutationResult(
  'RecoverStartupResult',
  'What came of taking the support back (收回结果).',
  () => [StartupProject],
);
