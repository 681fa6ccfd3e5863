import { InvalidInputError } from '@nuan/errors';
import { isLocalDate, type LocalDate } from '@nuan/kernel';

import { Gender } from './gender';

/** Weights of the first 17 digits and the check characters by remainder. Source: GB 11643-1999 (ISO 7064, MOD 11-2). */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

/** First two digits: the provinces, Hong Kong, Macao and Taiwan permits (81–83), foreign permanent residents (9x). */
const PLACES = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[0-9])/;

/** Domains of the keyed look-up hashes, so that equal texts of different columns stay apart. */
export const HASH_DOMAIN = { idNumber: 'id-number', phone: 'phone', bankAccount: 'bank-account' } as const;

/**
 * Whether a text is a resident ID number (居民身份证号): 18 characters, a real birth date from 1900 to `today`, a right check
 * character. Its first six digits are those of the first registration, so they are not held against the present divisions.
 */
export function isResidentId(text: string, today: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text) || !PLACES.test(text)) return false;
  const bornOn = birthDateOf(text);
  if (!isLocalDate(bornOn) || bornOn < '1900-01-01' || bornOn > today) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return CHECK_CHARACTERS[sum % 11] === text[17];
}

/** The birth date that a valid number holds. */
export function birthDateOf(idNumber: string): LocalDate {
  return `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
}

/** The gender that a valid number holds: its 17th digit is odd for men. */
export function genderOf(idNumber: string): Gender {
  return Number(idNumber[16]) % 2 === 1 ? Gender.MALE : Gender.FEMALE;
}

/** Completed years of age on a day, by a valid number. */
export function ageOn(day: LocalDate, idNumber: string): number {
  const bornOn = birthDateOf(idNumber);
  return Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4)) - (day.slice(5) < bornOn.slice(5) ? 1 : 0);
}

/**
 * Refuses a mask that a client sends back as if it were the value.
 *
 * @throws InvalidInputError (MASKED_VALUE_REJECTED) when the text holds a mask character.
 */
export function refuseMask(text: string, field: string): void {
  if (/[*＊•●]/.test(text))
    throw new InvalidInputError(
      field,
      'MASKED_VALUE_REJECTED',
      'This is a masked value: leave it out, or send it whole.',
    );
}

/**
 * A resident ID number in its canonical form: blanks removed, X in upper case.
 *
 * @param field path of the input field, for the refusal.
 * @throws InvalidInputError when it isn't one (RESIDENT_ID), is masked (MASKED_VALUE_REJECTED), or is one of the 15 digits
 * given out before 1999 (RESIDENT_ID_15_DIGITS); the message never repeats the number.
 */
export function parseResidentId(text: string, today: string, field = 'idNumber'): string {
  refuseMask(text, field);
  const canonical = text.replace(/\s/g, '').toUpperCase();
  if (/^\d{15}$/.test(canonical))
    throw new InvalidInputError(
      field,
      'RESIDENT_ID_15_DIGITS',
      'This is a number of the first generation with 15 digits: convert it to 18, with 19 before the year and the check character at the end, as on the present card.',
    );
  if (!isResidentId(canonical, today))
    throw new InvalidInputError(field, 'RESIDENT_ID', 'This is not a valid resident ID number.');
  return canonical;
}
