import { InvalidInputError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { type LocalDate, RegionLevel } from '@nuan/kernel';
import { levelOf } from '@nuan/regions';

/** Refuses (NOT_IN_THE_FUTURE) a day that is still to come. */
export function refuseFuture(tx: ActTransaction, field: string, day: LocalDate): void {
  if (day > tx.today)
    tx.refuse(
      new RuleBroken('NOT_IN_THE_FUTURE', field, 'Record what has happened: the day is still to come.', {
        latest: tx.today,
      }),
    );
}

/**
 * Programmes lie in a city or a county.
 *
 * @throws InvalidInputError for the province as such.
 */
export function assertCityOrCounty(field: string, code: string): void {
  if (levelOf(code) === RegionLevel.PROVINCE)
    throw new InvalidInputError(field, 'REGION_COUNTY_OR_CITY', 'Name a city or a county.');
}

/**
 * Money that is set aside, paid or taken back.
 *
 * @throws InvalidInputError when it isn't more than nothing.
 */
export function assertPositive(field: string, fen: bigint): void {
  if (fen <= 0n) throw new InvalidInputError(field, 'AMOUNT_POSITIVE', 'Give an amount of more than nothing.');
}
