import { InvalidInputError } from '@nuan/errors';
import { isLocalDate } from '@nuan/kernel';

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
  const bornOn = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  if (!isLocalDate(bornOn) || bornOn < '1900-01-01' || bornOn > today) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return CHECK_CHARACTERS[sum % 11] === text[17];
}

/**
 * A resident ID number in its canonical form: blanks removed, X in upper case.
 *
 * @throws InvalidInputError when it isn't one; the message never repeats the number.
 */
export function parseResidentId(text: string, today: string): string {
  const canonical = text.replace(/\s/g, '').toUpperCase();
  if (!isResidentId(canonical, today))
    throw new InvalidInputError('idNumber', 'RESIDENT_ID', 'This is not a valid resident ID number.');
  return canonical;
}
