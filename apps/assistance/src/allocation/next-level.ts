import { type LocalDate, UnionLevel } from '@nuan/kernel';
import { findRegion, parentOf } from '@nuan/regions';

/** A union of the federation's line, by level and region. */
export interface LevelAndRegion {
  readonly level: UnionLevel;
  readonly regionCode: string;
}

/**
 * Whether money may be passed from one union to another in one step: from the province to its cities and to the counties that
 * it administers directly, from a city to its other counties. Regions as they are on that day.
 */
export function isNextLevelDown(from: LevelAndRegion, to: LevelAndRegion, on: LocalDate): boolean {
  const region = findRegion(to.regionCode, on);
  if (region === null) return false;
  if (from.level === UnionLevel.PROVINCE) {
    const isCity = to.level === UnionLevel.PREFECTURE && parentOf(to.regionCode) === from.regionCode;
    const isDirect = to.level === UnionLevel.COUNTY && region.directlyAdministered;
    return isCity || (isDirect && parentOf(parentOf(to.regionCode) ?? '') === from.regionCode);
  }
  return (
    from.level === UnionLevel.PREFECTURE &&
    to.level === UnionLevel.COUNTY &&
    parentOf(to.regionCode) === from.regionCode &&
    !region.directlyAdministered
  );
}
