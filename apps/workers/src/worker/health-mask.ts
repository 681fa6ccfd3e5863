import { registerEnum } from '@nuan/federation';

/** What is shown of a person's health without revealing it (健康状况掩码): whether something is on file, never what. */
export enum HealthMask {
  NOTHING_ON_FILE = 'NOTHING_ON_FILE',
  ON_FILE = 'ON_FILE',
}

registerEnum(
  HealthMask,
  'HealthMask',
  'Whether an illness or a disability is on file (健康状况掩码); which one is told by revealPerson alone.',
  {
    NOTHING_ON_FILE: 'None is on file, or none that may still be used (无).',
    ON_FILE: 'An illness, a disability or both are on file (有).',
  },
);

/** What is shown of what is sealed; both of them under one mask, since which of the two it is tells of the person too. */
export function healthMaskOf(person: {
  readonly healthSealed: Buffer | null;
  readonly disabilitySealed: Buffer | null;
}): HealthMask {
  return person.healthSealed === null && person.disabilitySealed === null
    ? HealthMask.NOTHING_ON_FILE
    : HealthMask.ON_FILE;
}
