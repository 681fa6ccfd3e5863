import { InvalidInputError } from '@nuan/errors';
import { RuleBroken } from '@nuan/federation';
import type { ActTransaction } from '@nuan/facts';

/** Longest text that an officer may give as a reason, in characters. */
export const MAX_REASON_LENGTH = 500;

/** Runs of digits that may be an ID number, an account or a mobile phone: no free text is a place for them. */
const PERSONAL_NUMBER = /\d{17}[\dXx]|\d{15,19}|(?<!\d)1\d{10}(?!\d)/;

/**
 * A reason as it is kept in the file and in the audit: without blanks around it, and without personal numbers.
 *
 * @throws InvalidInputError when it holds what looks like an ID number, an account or a phone, or is too long.
 */
export function reasonOf(tx: Pick<ActTransaction, 'refuse'>, text: string, field = 'reason'): string {
  const reason = text.trim();
  if (reason === '') return tx.refuse(new RuleBroken('REASON_REQUIRED', field, 'Say why: it stays with the file.'));
  assertPlain(field, reason);
  return reason;
}

/**
 * Asserts that a free text is no place for personal numbers.
 *
 * @throws InvalidInputError otherwise; the message doesn't repeat the text.
 */
export function assertPlain(field: string, text: string): void {
  if (text.length > MAX_REASON_LENGTH)
    throw new InvalidInputError(field, 'TEXT_TOO_LONG', `At most ${MAX_REASON_LENGTH} characters.`);
  if (PERSONAL_NUMBER.test(text.replace(/[\s-]/g, '')))
    throw new InvalidInputError(field, 'NO_PERSONAL_NUMBERS', 'No ID number, account or phone belongs in this text.');
}
