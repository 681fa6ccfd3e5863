import { createHash } from 'node:crypto';

import { isWithin, type LocalDate, RegionLevel, regionPrefix } from '@nuan/kernel';

import { type Division, DIVISIONS } from './division-list.reference';

/** The province (省) that the list covers. */
export const PROVINCE_CODE = '340000';

/** Digest of the list: equal in two processes exactly when they serve the same regions in the same order. */
export const REFERENCE_VERSION = createHash('sha256').update(JSON.stringify(DIVISIONS)).digest('hex').slice(0, 12);

const byCode = new Map(DIVISIONS.map((division) => [division.code, division]));

/** The level (级别) that a code's own digits say: 340000 is a province, 340100 a city, 340102 a county. */
export function levelOf(code: string): RegionLevel {
  if (code.endsWith('0000')) return RegionLevel.PROVINCE;
  return code.endsWith('00') ? RegionLevel.PREFECTURE : RegionLevel.COUNTY;
}

/** Whether a division exists on a day. */
export function isValidOn(division: Division, onDate: LocalDate): boolean {
  return division.validFrom <= onDate && (division.validTo === null || onDate <= division.validTo);
}

/** The division with this code, on a day when one is given; null when the list has none (then). */
export function findRegion(code: string, onDate?: LocalDate): Division | null {
  const division = byCode.get(code);
  if (!division) return null;
  return onDate === undefined || isValidOn(division, onDate) ? division : null;
}

/** Code of the division above: the city of a county, the province of a city; null for the province. */
export function parentOf(code: string): string | null {
  switch (levelOf(code)) {
    case RegionLevel.PROVINCE:
      return null;
    case RegionLevel.PREFECTURE:
      return `${code.slice(0, 2)}0000`;
    case RegionLevel.COUNTY:
      return `${code.slice(0, 4)}00`;
  }
}

/** The division that took this one's place; null while it exists or when the code is unknown. */
export function successorOf(code: string): Division | null {
  const successor = byCode.get(code)?.successor;
  return successor == null ? null : findRegion(successor);
}

/**
 * The divisions of a sub-tree, its root included, sorted by code: those of one level when it is given, those that exist on a
 * day when one is given. Empty for an unknown code.
 */
export function regionsUnder(under: string, level?: RegionLevel | null, onDate?: LocalDate): readonly Division[] {
  const prefix = regionPrefix(under);
  return DIVISIONS.filter(
    (division) =>
      isWithin(division.code, prefix) &&
      (level == null || levelOf(division.code) === level) &&
      (onDate === undefined || isValidOn(division, onDate)),
  );
}
