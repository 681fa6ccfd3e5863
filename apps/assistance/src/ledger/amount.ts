import { InvalidInputError } from '@nuan/errors';

/** 100,000,000,000.00 yuan, in fen: far above any fund, far below what a bigint column holds. */
const MAX_AMOUNT_FEN = 10_000_000_000_000n;

/**
 * Asserts that an amount to be moved is above zero and of a sane size.
 *
 * @param field path of the input field, for the refusal.
 * @throws InvalidInputError (AMOUNT_POSITIVE, AMOUNT_SIZE).
 */
export function assertAmount(field: string, fen: bigint): void {
  if (fen <= 0n) throw new InvalidInputError(field, 'AMOUNT_POSITIVE', 'The amount must be above 0.00.');
  if (fen > MAX_AMOUNT_FEN)
    throw new InvalidInputError(field, 'AMOUNT_SIZE', 'At most 100000000000.00 in one movement of money.');
}

/**
 * Asserts that a text is there and not longer than a document would print; returns it without outer spaces.
 *
 * @throws InvalidInputError (TEXT_LENGTH).
 */
export function documentText(field: string, text: string, most = 200): string {
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > most)
    throw new InvalidInputError(field, 'TEXT_LENGTH', `Write 1 to ${most} characters.`, { most });
  return trimmed;
}
