import { InvalidInputError } from '@nuan/errors';
import type { WhereInput } from '@nuan/federation';

const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;

/**
 * Refuses a year that no record can have, before it reaches SQL.
 *
 * @throws InvalidInputError outside 2000 to 2100.
 */
export function assertYear(year: number): void {
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    const bounds = { min: FIRST_YEAR, max: LAST_YEAR };
    throw new InvalidInputError('year', 'YEAR_RANGE', `Give a year from ${FIRST_YEAR} to ${LAST_YEAR}.`, bounds);
  }
}

/**
 * The filter that a date lies in a calendar year.
 *
 * @throws InvalidInputError outside 2000 to 2100.
 */
export function withinYear(field: string, year: number): WhereInput {
  assertYear(year);
  return { [field]: { gte: `${year}-01-01`, lt: `${year + 1}-01-01` } };
}
