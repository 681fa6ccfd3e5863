import { PlanItemKind } from './plan-item-kind';

/** What shows that a measure was delivered. */
export type PlanItemEvidence = 'DISBURSEMENT' | 'EMPLOYMENT' | null;

/** Money is shown by its payment, work by the record of employment; what is told or arranged at the door, by the item itself. */
const EVIDENCE: Readonly<Record<PlanItemKind, PlanItemEvidence>> = {
  [PlanItemKind.CONSOLATION_MONEY]: 'DISBURSEMENT',
  [PlanItemKind.LIVING_AID]: 'DISBURSEMENT',
  [PlanItemKind.MEDICAL_AID]: 'DISBURSEMENT',
  [PlanItemKind.STUDY_AID]: 'DISBURSEMENT',
  [PlanItemKind.JOB]: 'EMPLOYMENT',
  [PlanItemKind.TRAINING]: 'EMPLOYMENT',
  [PlanItemKind.STARTUP]: 'EMPLOYMENT',
  [PlanItemKind.ASSET]: 'EMPLOYMENT',
  [PlanItemKind.POLICY]: null,
  [PlanItemKind.INFORMATION]: null,
  [PlanItemKind.LEGAL_AID]: null,
  [PlanItemKind.SOCIAL_INSURANCE]: null,
};

/** The evidence without which an item of a kind can't be completed; null when none is needed. */
export const evidenceNeeded = (kind: PlanItemKind): PlanItemEvidence => EVIDENCE[kind];
