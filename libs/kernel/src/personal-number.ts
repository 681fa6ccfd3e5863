import { isBankCard, isCreditCode } from './check-digits';
import type { LocalDate } from './local-date';
import { isResidentId } from './resident-id';

/** Digits and letters written another way, such as full-width ones, and signs that stand between groups of them. */
const WRITTEN_OTHERWISE = /[\u00b2\u00b3\u00b9\u2070-\u2089\u2460-\u249b\uff00-\uff5e\u{1d7ce}-\u{1d7ff}]/u;

/** What may stand between two groups of one number. */
const SEPARATORS = /^[\s.·_/\u2010-\u2015-]{1,3}$/;

/** Runs of digits that may be an ID number, an account or a mobile phone. */
const PERSONAL_NUMBER = /\d{17}[\dXx]|\d{15,19}|(?<!\d)1\d{10}(?!\d)/;

/** An ID number by its form: of a division, a day of birth of the last or this century, a serial number. */
const ID_FORM = /[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]/;

/** Whether a text holds what looks like an ID number, an account or a mobile phone, however it is spaced and in whatever digits. */
export function holdsPersonalNumber(text: string): boolean {
  const plain = plainDigits(text);
  // Dots part an amount or a day as often as a number, so that without them the form alone counts.
  return (
    PERSONAL_NUMBER.test(plain.replace(/[\s-]/g, '')) || ID_FORM.test(plain.replace(/[\s.·_/\u2010-\u2015-]/g, ''))
  );
}

/** What UnionPay's cards begin with, and the range that samples use. */
const CARD_START = /^(62|999999)/;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Lengths of what is looked for: cards have 16 to 19 digits, ID numbers 18 characters. */
const SHORTEST = 16;
const LONGEST = 19;

/** A kind of personal number. */
export type PersonalNumberKind = 'RESIDENT_ID' | 'BANK_CARD';

/**
 * The kind of personal number that a text certainly holds, by check digit, birth date and issuer: for what leaves the system, where a
 * false alarm would withhold an answer. A number may be written in groups, in full-width digits, and right behind a word. Null when
 * there is none.
 *
 * @param today the latest possible birth date.
 */
export function personalNumberIn(text: string, today: LocalDate): PersonalNumberKind | null {
  if (text.length < SHORTEST || UUID.test(text)) return null;
  const plain = plainDigits(text);
  const runs = [...plain.matchAll(/\d+[Xx]?/g)].map((match) => ({ digits: match[0], at: match.index }));
  for (const [first, { at }] of runs.entries()) {
    let number = '';
    let end = at;
    for (const run of runs.slice(first)) {
      if (number !== '' && !SEPARATORS.test(plain.slice(end, run.at))) break;
      number += run.digits.toUpperCase();
      end = run.at + run.digits.length;
      if (number.length > LONGEST) break;
      const kind = number.length < SHORTEST ? null : kindOf(number, isWord(plain, at, end), today);
      if (kind) return kind;
    }
  }
  return null;
}

/** Whether letters stand right before or behind a place: then it may be a part of an opaque name, in which digits fall as they may. */
function isWord(text: string, from: number, end: number): boolean {
  return /[A-Za-z]/.test(text.slice(Math.max(from - 1, 0), from) + text.slice(end, end + 1));
}

function kindOf(number: string, isPartOfWord: boolean, today: LocalDate): PersonalNumberKind | null {
  if (isResidentId(number, today) && !isCreditCode(number)) return 'RESIDENT_ID';
  return !isPartOfWord && CARD_START.test(number) && isBankCard(number) ? 'BANK_CARD' : null;
}

function plainDigits(text: string): string {
  return WRITTEN_OTHERWISE.test(text) ? text.normalize('NFKC') : text;
}
