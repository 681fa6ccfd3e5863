import { registerEnum } from '@nuan/federation';

/** After how long it is asked whether a job still lasts (稳定就业期限). */
export enum RetentionTerm {
  THREE_MONTHS = 'THREE_MONTHS',
  SIX_MONTHS = 'SIX_MONTHS',
}

registerEnum(RetentionTerm, 'RetentionTerm', 'After how long it is asked whether a job still lasts (稳定就业期限).', {
  THREE_MONTHS: 'Three months after the first day (三个月).',
  SIX_MONTHS: 'Six months after the first day (六个月).',
});
