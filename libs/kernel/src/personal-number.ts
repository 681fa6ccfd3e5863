import { isBankCard, isCreditCode } from './check-digits';
import type { LocalDate } from './local-date';
import { isResidentId } from './resident-id';

/** Runs of digits that may be an ID number, an account or a mobile phone. */
const PERSONAL_NUMBER = /\d{17}[\dXx]|\d{15,19}|(?<!\d)1\d{10}(?!\d)/;

/** Whether a text holds what looks like an ID number, an account or a mobile phone, however it is spaced. */
export function holdsPersonalNumber(text: string): boolean {
  return PERSONAL_NUMBER.test(text.replace(/[\s-]/g, ''));
}

/** Runs long enough for a number with a check digit, as they are written. */
const LONG_RUN = /(?<![\dA-Za-z])(?:\d{17}[\dXx]|\d{16,19})(?![\dA-Za-z])/g;

/** Digits with single blanks or dashes between them, which may hold a number written in groups, and others beside it. */
const GROUPED = /(?<![\dA-Za-z])\d(?:[\s-]?\d){14,}[\s-]?[\dXx](?![\dA-Za-z])/g;

/** What UnionPay's cards begin with, and the range that samples use. */
const CARD_START = /^(62|999999)/;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A kind of personal number. */
export type PersonalNumberKind = 'RESIDENT_ID' | 'BANK_CARD';

/**
 * The kind of personal number that a text certainly holds, by check digit, birth date and issuer: for what leaves the system, where a
 * false alarm would withhold an answer. Null when there is none.
 *
 * @param today the latest possible birth date.
 */
export function personalNumberIn(text: string, today: LocalDate): PersonalNumberKind | null {
  if (text.length < 16 || UUID.test(text)) return null;
  for (const [run] of text.matchAll(LONG_RUN)) {
    const kind = kindOf(run, today);
    if (kind) return kind;
  }
  for (const [group] of text.matchAll(GROUPED)) {
    const digits = group.replace(/[\s-]/g, '');
    const kind = digits === group ? null : kindWithin(digits, today);
    if (kind) return kind;
  }
  return null;
}

function kindOf(run: string, today: LocalDate): PersonalNumberKind | null {
  const number = run.toUpperCase();
  if (isResidentId(number, today) && !isCreditCode(number)) return 'RESIDENT_ID';
  return CARD_START.test(number) && isBankCard(number) ? 'BANK_CARD' : null;
}

/** Where one number ends and the next begins can't be told of digits in groups, so every place is tried for an ID number, which has a date in it. */
function kindWithin(digits: string, today: LocalDate): PersonalNumberKind | null {
  for (let at = 0; at + 18 <= digits.length; at += 1)
    if (isResidentId(digits.slice(at, at + 18).toUpperCase(), today)) return 'RESIDENT_ID';
  return kindOf(digits, today);
}
