import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';

import { findRegion } from './region';

/**
 * The rule that a region breaks as the place of a fact (I32); null when the division existed on that day.
 *
 * @param field path of the input field that states the region or the day.
 */
export function brokenByRegion(code: string, onDate: LocalDate, field: string): RuleBroken | null {
  if (findRegion(code, onDate) !== null) return null;
  const message = 'This division does not exist on that day: name the one that did, or record the move first.';
  return new RuleBroken('REGION_VALID_ON', field, message, { region: code, on: onDate });
}

/**
 * Refuses (REGION_VALID_ON, I32) a division that didn't exist on the day of a fact. Of a day to come nobody knows what will exist: what is
 * planned is held against today.
 */
export function refuseRegion(tx: ActTransaction, field: string, code: string, onDate: LocalDate = tx.today): void {
  const broken = brokenByRegion(code, onDate < tx.today ? onDate : tx.today, field);
  if (broken !== null) tx.refuse(broken);
}
