import { mutationResult, type Refusal } from '@nuan/federation';

import { StudyEvidence } from './study-evidence.entity';

/** What a writing method on evidence of schooling may answer. */
export type StudyEvidenceOutcome = StudyEvidence | Refusal;

export const RecordStudyEvidenceResult = mutationResult(
  'RecordStudyEvidenceResult',
  'What came of recording evidence of schooling (登记结果).',
  () => [StudyEvidence],
);

export const WithdrawStudyEvidenceResult = mutationResult(
  'WithdrawStudyEvidenceResult',
  'What came of withdrawing evidence of schooling (撤回结果).',
  () => [StudyEvidence],
);
