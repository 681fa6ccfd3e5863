import { RuleBroken } from '@nuan/federation';

import { PersonRole } from './person-role';

/** Roles whose work is of whole regions: the province’s, and figures. An administrator of unions gives roles for its own. */
const OF_REGIONS: readonly PersonRole[] = [PersonRole.PROVINCE, PersonRole.ANALYST];

/** The rule that unions of a role break: a role of whole regions is bounded by none. */
export function brokenByUnions(role: PersonRole, unions: readonly string[] | null): RuleBroken | null {
  if (unions === null || !OF_REGIONS.includes(role)) return null;
  return new RuleBroken('ROLE_OF_REGIONS', 'readUnions', 'This role is of whole regions: no union bounds it.', {
    role,
  });
}
