import { InvalidInputError } from '@nuan/errors';
import { refuseMask } from '@nuan/intake';
import { holdsPersonalNumber } from '@nuan/kernel';

/** Control characters, line breaks among them, and what can't be stored or shown: no form has a place for them. */
const UNFIT = /[\p{Cc}\ufffe\uffff\u202a-\u202e\u2066-\u2069]/u;

/**
 * A text as it is kept: NFC, without blanks around it.
 *
 * @param maxLength in characters.
 * @throws InvalidInputError when it is empty (TEXT_EMPTY), too long (TEXT_TOO_LONG) or holds control characters
 * (TEXT_CHARACTERS); the message never repeats it.
 */
export function readText(text: string, field: string, maxLength: number): string {
  const clean = text.normalize('NFC').trim();
  if (UNFIT.test(clean)) throw new InvalidInputError(field, 'TEXT_CHARACTERS', 'This text holds control characters.');
  if (clean === '') throw new InvalidInputError(field, 'TEXT_EMPTY', 'This text is empty.');
  if ([...clean].length > maxLength)
    throw new InvalidInputError(field, 'TEXT_TOO_LONG', `This text has at most ${maxLength} characters.`, {
      maxLength,
    });
  return clean;
}

/** As {@link readText}; nothing, or blanks alone, give null. */
export function readOptionalText(text: string | null | undefined, field: string, maxLength: number): string | null {
  return text === null || text === undefined || text.trim() === '' ? null : readText(text, field, maxLength);
}

/**
 * A name as on the identity card.
 *
 * @throws InvalidInputError as {@link readText}, and for a mask (MASKED_VALUE_REJECTED) or digits (NAME).
 */
export function readName(text: string, field: string): string {
  const name = readText(text.replace(/[•‧・･]/g, '·'), field, 50);
  refuseMask(name, field);
  if (/[\d<>@]/.test(name)) throw new InvalidInputError(field, 'NAME', 'This is no name as on the identity card.');
  return name;
}

/**
 * A mobile phone number (手机号): 11 digits, blanks and hyphens removed.
 *
 * @throws InvalidInputError when it isn't one (PHONE) or is masked.
 */
export function readPhone(text: string, field: string): string {
  refuseMask(text, field);
  const digits = text.replace(/[\s-]/g, '').replace(/^\+?86(?=1\d{10}$)/, '');
  if (!/^1\d{10}$/.test(digits)) throw new InvalidInputError(field, 'PHONE', 'A mobile phone number has 11 digits.');
  return digits;
}

/** Longest reason, opinion or finding, in characters. */
const MAX_REASON_LENGTH = 500;

/**
 * A reason, opinion or finding as it stays with the file and in the audit: a text without personal numbers.
 *
 * @throws InvalidInputError as {@link readText}, and for what looks like an ID number, account or phone (NO_PERSONAL_NUMBERS).
 */
export function readReason(text: string, field: string): string {
  const reason = readText(text.replace(/\s*\r?\n\s*/g, ' '), field, MAX_REASON_LENGTH);
  if (holdsPersonalNumber(reason))
    throw new InvalidInputError(field, 'NO_PERSONAL_NUMBERS', 'No ID number, account or phone belongs in this text.');
  return reason;
}

/** As {@link readReason}; nothing, or blanks alone, give null. */
export function readOptionalReason(text: string | null | undefined, field: string): string | null {
  return text === null || text === undefined || text.trim() === '' ? null : readReason(text, field);
}
