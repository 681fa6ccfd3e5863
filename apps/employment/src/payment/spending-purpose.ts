import { registerEnum } from '@nuan/federation';

/** Purpose of money spent on employment (就业创业支出用途). */
export enum SpendingPurpose {
  TRAINING = 'TRAINING',
  STARTUP = 'STARTUP',
  PILOT = 'PILOT',
}

registerEnum(SpendingPurpose, 'EmploymentSpendingPurpose', 'Purpose of money spent on employment (就业创业支出用途).', {
  TRAINING: 'Training programmes (培训).',
  STARTUP: 'Support of start-up projects (创业扶持).',
  PILOT: 'Pilot of the aid action plan (援助行动试点).',
});
