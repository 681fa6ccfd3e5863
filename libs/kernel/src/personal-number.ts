import { isBankCard, isCreditCode } from './check-digits';
import type { LocalDate } from './local-date';
import { isResidentId } from './resident-id';

/** Runs of digits that may be an ID number, an account or a mobile phone. */
const PERSONAL_NUMBER = /\d{17}[\dXx]|\d{15,19}|(?<!\d)1\d{10}(?!\d)/;

/** Whether a text holds what looks like an ID number, an account or a mobile phone, however it is spaced. */
export function holdsPersonalNumber(text: string): boolean {
  return PERSONAL_NUMBER.test(text.replace(/[\s-]/g, ''));
}

/** Runs long enough for a number with a check digit; blanks and dashes inside were taken out. */
const LONG_RUN = /(?<![\dA-Za-z])(?:\d{17}[\dXx]|\d{16,19})(?![\dA-Za-z])/g;

/** What UnionPay's cards begin with, and the range that samples use. */
const CARD_START = /^(62|999999)/;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/i;

/**
 * The kind of personal number that a text certainly holds, by check digit, birth date and issuer: for what leaves the system, where a
 * false alarm would withhold an answer. Null when there is none.
 *
 * @param today the latest possible birth date.
 */
export function personalNumberIn(text: string, today: LocalDate): 'RESIDENT_ID' | 'BANK_CARD' | null {
  if (text.length < 16 || UUID.test(text)) return null;
  for (const [run] of text.replace(/(?<=\d)[\s-](?=[\dXx])/g, '').matchAll(LONG_RUN)) {
    const number = run.toUpperCase();
    if (isResidentId(number, today) && !isCreditCode(number)) return 'RESIDENT_ID';
    if (CARD_START.test(number) && isBankCard(number)) return 'BANK_CARD';
  }
  return null;
}
