/**
 * Numbers that identify nobody: every one is formally valid, and none can have been issued.
 * - Resident ID: division 349900 doesn't exist (Anhui's divisions end at 3418xx).
 * - Credit code: the same division.
 * - Bank card: 999999 is no issuer's prefix.
 * - Phone: mobile numbers in China start with 13 to 19, these with 100.
 */

const RESIDENT_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const RESIDENT_CHECKS = '10X98765432';
const DIVISION = '349900';

/** Check character of the first 17 digits of a resident ID number (GB 11643, ISO 7064 MOD 11-2). */
export function residentCheck(first17: string): string {
  let sum = 0;
  for (let at = 0; at < 17; at++) sum += (first17.charCodeAt(at) - 48) * (RESIDENT_WEIGHTS[at] ?? 0);
  return RESIDENT_CHECKS.charAt(sum % 11);
}

/** The ID number of a person born on a day ('YYYY-MM-DD') with a sequence 0 to 999 (odd for men). */
export function residentIdNumber(bornOn: string, sequence: number): string {
  const first17 =
    DIVISION + bornOn.slice(0, 4) + bornOn.slice(5, 7) + bornOn.slice(8, 10) + String(sequence).padStart(3, '0');
  return first17 + residentCheck(first17);
}

/** Whether 18 characters are a formally valid resident ID number. */
export function isResidentIdNumber(text: string): boolean {
  return /^\d{17}[\dX]$/.test(text) && residentCheck(text) === text.charAt(17);
}

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** Check character of the first 17 characters of a unified social credit code (GB 32100). */
export function creditCheck(first17: string): string {
  let sum = 0;
  let weight = 1;
  for (let at = 0; at < 17; at++) {
    sum += CREDIT_ALPHABET.indexOf(first17.charAt(at)) * weight;
    weight = (weight * 3) % 31;
  }
  return CREDIT_ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** The credit code of an enterprise by its index. */
export function creditCodeOf(index: number): string {
  const organisation = String(index % 100_000_000).padStart(8, '0');
  let sum = 0;
  for (let at = 0; at < 8; at++) sum += (organisation.charCodeAt(at) - 48) * (ORGANISATION_WEIGHTS[at] ?? 0);
  const check = 11 - (sum % 11);
  const organisationCheck = check === 10 ? 'X' : check === 11 ? '0' : String(check);
  const first17 = `91${DIVISION}${organisation}${organisationCheck}`;
  return first17 + creditCheck(first17);
}

/** Whether 18 characters are a formally valid unified social credit code. */
export function isCreditCode(text: string): boolean {
  return /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(text) && creditCheck(text) === text.charAt(17);
}

/** Luhn's check digit for the digits before it. */
export function luhnCheck(digits: string): string {
  let sum = 0;
  for (let at = digits.length - 1, double = true; at >= 0; at--, double = !double) {
    const digit = digits.charCodeAt(at) - 48;
    const value = double ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
  }
  return String((10 - (sum % 10)) % 10);
}

/** The bank card of a person by the person's index: 19 digits with a valid Luhn digit. */
export function bankCardOf(personIndex: number): string {
  const digits = `999999${String(personIndex).padStart(12, '0')}`;
  return digits + luhnCheck(digits);
}

/** The phone number of a person by the person's index: 11 digits starting with 100. */
export function phoneOf(personIndex: number): string {
  return `100${String(personIndex % 100_000_000).padStart(8, '0')}`;
}
