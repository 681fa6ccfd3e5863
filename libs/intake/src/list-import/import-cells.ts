import { isCreditCode, isWithin, type LocalDate, RegionLevel, regionPrefix } from '@nuan/kernel';
import { findRegion, levelOf } from '@nuan/regions';

import { byRule } from '../cell-rule';
import { parseResidentId } from '../resident-id-text';
import type { RowReader } from '../row-reader';

/** Where and when a row is read. */
export interface ReadingPlace {
  /** Region of the import: rows lie in it. */
  readonly region: string;
  readonly today: LocalDate;
}

/** A resident ID number in the column `idNumber`, in its canonical form; what is wrong with it is told without repeating it. */
export function readIdNumber(row: RowReader, today: LocalDate): string | null {
  return byRule(row, 'idNumber', (text) => parseResidentId(text, today));
}

/** A unified social credit code in the column `creditCode`, checked by its check character. */
export function readCreditCode(row: RowReader): string | null {
  const text = row.text('creditCode', 18);
  if (text === null || isCreditCode(text)) return text;
  return row.refuse('creditCode', 'CREDIT_CODE', 'The check character is wrong: read the licence again.');
}

/**
 * A division that exists on the day of the fact (I32), within the region of the import, in the column `region`; the region of the import when
 * blank.
 *
 * @param tooWide what to write instead of a province.
 * @param onDate day of the fact; today when absent, and for a day to come.
 */
export function readRegion(
  row: RowReader,
  { region, today }: ReadingPlace,
  tooWide: string,
  onDate: LocalDate = today,
): string | null {
  const code = row.text('region', 6) ?? region;
  const day = onDate < today ? onDate : today;
  if (findRegion(code, day) === null)
    return row.refuse('region', 'REGION_VALID_ON', `No division has this code on ${day}.`);
  if (levelOf(code) === RegionLevel.PROVINCE) return row.refuse('region', 'REGION_COUNTY_OR_CITY', tooWide);
  if (!isWithin(code, regionPrefix(region)))
    return row.refuse('region', 'REGION_OF_IMPORT', 'This lies outside the region of the import.');
  return code;
}
