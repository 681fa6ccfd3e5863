import { InvalidInputError } from '@nuan/errors';
import { isResidentId } from '@nuan/kernel';

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
