import { InvalidInputError } from '@nuan/errors';
import { refuseMask } from '@nuan/intake';
import { isBankCard } from '@nuan/kernel';

import { BankAccountKind } from './bank-account';

/**
 * An account number in its canonical form, digits alone: a card's by Luhn, a passbook's by length.
 *
 * @throws InvalidInputError when it is masked (MASKED_VALUE_REJECTED), no card number (BANK_CARD) or no passbook number
 * (PASSBOOK_NUMBER); the message never repeats it.
 */
export function parseAccountNumber(text: string, kind: BankAccountKind, field: string): string {
  refuseMask(text, field);
  const digits = text.replace(/[\s-]/g, '');
  if (kind === BankAccountKind.BANK_CARD && !isBankCard(digits))
    throw new InvalidInputError(field, 'BANK_CARD', 'This is not a valid bank card number.');
  if (!/^\d{8,32}$/.test(digits))
    throw new InvalidInputError(field, 'PASSBOOK_NUMBER', 'A passbook number has 8 to 32 digits.');
  return digits;
}
