import { isLocalDate, type LocalDate } from './local-date';

/** Weights of the first 17 digits and the check characters by remainder. Source: GB 11643-1999 (ISO 7064, MOD 11-2). */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

/** First two digits: the provinces, Hong Kong, Macao and Taiwan permits (81–83), foreign permanent residents (9x). */
const PLACES = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[0-9])/;

/**
 * Whether a text is a resident ID number (居民身份证号): 18 characters, a real birth date from 1900 to `today`, a right check
 * character. Its first six digits are those of the first registration, so they are not held against the present divisions.
 */
export function isResidentId(text: string, today: LocalDate): boolean {
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
