import { registerEnum } from '@nuan/federation';

/** What a review found of an emergency access (复核结论). */
export enum EmergencyVerdict {
  JUSTIFIED = 'JUSTIFIED',
  UNJUSTIFIED = 'UNJUSTIFIED',
}

registerEnum(EmergencyVerdict, 'EmergencyVerdict', 'What a review found of an emergency access (复核结论).', {
  JUSTIFIED: 'There was an emergency, and what was read belonged to it (属实).',
  UNJUSTIFIED: 'There was none, or more was read than it needed (不属实).',
});
