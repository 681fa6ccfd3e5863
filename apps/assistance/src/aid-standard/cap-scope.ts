import { registerEnum } from '@nuan/federation';

/** Of whom a year's cap is counted (年度上限口径). */
export enum CapScope {
  PERSON_YEAR = 'PERSON_YEAR',
  HOUSEHOLD_YEAR = 'HOUSEHOLD_YEAR',
}

registerEnum(CapScope, 'CapScope', 'Of whom a year’s cap is counted (年度上限口径).', {
  PERSON_YEAR: 'The person helped; for aid to study, the student (每人每年).',
  HOUSEHOLD_YEAR: 'The whole household (每户每年).',
});
