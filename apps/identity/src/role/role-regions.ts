import { InvalidInputError } from '@nuan/errors';
import { RuleBroken } from '@nuan/federation';
import { isWithin, RegionLevel, regionPrefix } from '@nuan/kernel';
import { findRegion, levelOf } from '@nuan/regions';

import { PersonRole } from './person-role';

/** Most divisions that one role names; more are better said by the one above them. */
const MAX_REGIONS = 20;

/** Levels of the divisions that a role may be given; of any level when absent. */
const LEVELS: Partial<Readonly<Record<PersonRole, readonly RegionLevel[]>>> = {
  [PersonRole.PROVINCE]: [RegionLevel.PROVINCE],
  [PersonRole.CITY]: [RegionLevel.PREFECTURE],
  [PersonRole.COUNTY]: [RegionLevel.COUNTY],
  [PersonRole.MAKER]: [RegionLevel.PREFECTURE, RegionLevel.COUNTY],
  [PersonRole.CHECKER]: [RegionLevel.PREFECTURE, RegionLevel.COUNTY],
  [PersonRole.CASHIER]: [RegionLevel.PREFECTURE, RegionLevel.COUNTY],
};

/** Whether a division lies within one of the others. */
export function liesWithin(code: string, others: readonly string[]): boolean {
  return others.some((other) => isWithin(code, regionPrefix(other)));
}

/** What two lists of divisions have in common: of each pair that overlaps the smaller one. */
export function sharedRegions(some: readonly string[], others: readonly string[]): string[] {
  const shared = [
    ...some.filter((code) => liesWithin(code, others)),
    ...others.filter((code) => liesWithin(code, some)),
  ];
  return [...new Set(shared)].sort();
}

/** The smallest division that holds all of them: who manages that one manages what they belong to. */
export function commonRegion(codes: readonly string[]): string {
  const [first = '', ...rest] = codes.map((code) => regionPrefix(code));
  for (const length of [6, 4, 2]) {
    const prefix = first.slice(0, length);
    if (first.length >= length && rest.every((code) => code.startsWith(prefix))) return prefix.padEnd(6, '0');
  }
  return first.slice(0, 2).padEnd(6, '0');
}

/**
 * The divisions without repetition, in order.
 *
 * @throws InvalidInputError when there are none or too many, or one isn't on the list of divisions.
 */
export function knownRegions(field: string, codes: readonly string[], atLeast = 1): string[] {
  const known = [...new Set(codes)].sort();
  if (known.length < atLeast || known.length > MAX_REGIONS)
    throw new InvalidInputError(field, 'REGIONS', `Name ${atLeast} to ${MAX_REGIONS} divisions.`, { max: MAX_REGIONS });
  const unknown = known.find((code) => findRegion(code) === null);
  if (unknown !== undefined)
    throw new InvalidInputError(field, 'REGION_KNOWN', 'There is no such division.', { region: unknown });
  return known;
}

/** The rule that regions of a role break: of another level than the role's, or written beyond what is read. */
export function brokenByRegions(
  role: PersonRole,
  read: readonly string[],
  write: readonly string[],
): RuleBroken | null {
  const levels = LEVELS[role];
  const odd = levels && [...read, ...write].find((code) => !levels.includes(levelOf(code)));
  if (levels && odd !== undefined)
    return new RuleBroken('ROLE_LEVEL', 'readRegions', 'This role belongs to divisions of another level.', {
      role,
      region: odd,
      levels: levels.join(', '),
    });
  const beyond = write.find((code) => !liesWithin(code, read));
  if (beyond !== undefined)
    return new RuleBroken('WRITE_WITHIN_READ', 'writeRegions', 'Nobody writes where they do not read.', {
      region: beyond,
    });
  return null;
}
