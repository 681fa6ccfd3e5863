import { registerEnum } from '@nuan/federation';

/** Batch (四个一批) by which a household is to come out of hardship. */
export enum ReliefMeasure {
  EMPLOYMENT = 'EMPLOYMENT',
  SOCIAL_INSURANCE = 'SOCIAL_INSURANCE',
  MEDICAL_AID = 'MEDICAL_AID',
  FALLBACK = 'FALLBACK',
}

registerEnum(ReliefMeasure, 'ReliefMeasure', 'Batch by which a household is to come out of hardship (四个一批).', {
  EMPLOYMENT: 'By work or a business of its own (就业创业帮扶一批).',
  SOCIAL_INSURANCE: 'By bringing it into social insurance (社会保险纳入一批).',
  MEDICAL_AID: 'By medical and mutual aid (医疗互助救助一批).',
  FALLBACK: 'By public fallback and regular union aid (政策兜底一批).',
});
