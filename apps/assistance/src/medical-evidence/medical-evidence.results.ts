import { mutationResult, type Refusal } from '@nuan/federation';

import { MedicalEvidence } from './medical-evidence.entity';

/** What a writing method on medical evidence may answer. */
export type MedicalEvidenceOutcome = MedicalEvidence | Refusal;

export const RecordMedicalEvidenceResult = mutationResult(
  'RecordMedicalEvidenceResult',
  'What came of recording own cost (登记结果).',
  () => [MedicalEvidence],
);

export const WithdrawMedicalEvidenceResult = mutationResult(
  'WithdrawMedicalEvidenceResult',
  'What came of withdrawing evidence (撤回结果).',
  () => [MedicalEvidence],
);
