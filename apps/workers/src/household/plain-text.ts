import { RuleBroken } from '@nuan/federation';
import type { ActTransaction } from '@nuan/facts';

import { readReason } from '../worker/plain-text';

/**
 * A reason as it is kept in the file and in the audit: without blanks around it, and without personal numbers. None at all is
 * refused as REASON_REQUIRED.
 *
 * @throws InvalidInputError when it holds what looks like an ID number, an account or a phone, or is too long.
 */
export function reasonOf(tx: Pick<ActTransaction, 'refuse'>, text: string, field = 'reason'): string {
  if (text.trim() === '')
    return tx.refuse(new RuleBroken('REASON_REQUIRED', field, 'Say why: it stays with the file.'));
  return readReason(text, field);
}
