import { birthDateOf, type LocalDate } from '@nuan/kernel';

import { Gender } from './gender';

/** The gender that a valid number holds: its 17th digit is odd for men. */
export function genderOf(idNumber: string): Gender {
  return Number(idNumber[16]) % 2 === 1 ? Gender.MALE : Gender.FEMALE;
}

/** Completed years of age on a day, by a valid number. */
export function ageOn(day: LocalDate, idNumber: string): number {
  const bornOn = birthDateOf(idNumber);
  return Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4)) - (day.slice(5) < bornOn.slice(5) ? 1 : 0);
}
