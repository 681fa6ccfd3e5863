import { registerEnum } from '@nuan/federation';

/** Gender (性别) as on the identity card. */
export enum Gender {
  MALE = 'MALE',
  FEMALE = 'FEMALE',
}

registerEnum(Gender, 'Gender', 'Gender as on the identity card (性别).', {
  MALE: 'Male (男).',
  FEMALE: 'Female (女).',
});
