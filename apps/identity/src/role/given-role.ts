import { assertMayWrite, type Viewer } from '@nuan/auth';
import { ForbiddenError } from '@nuan/errors';

import { PersonRole } from './person-role';
import { commonRegion } from './role-regions';

/** A role, and where. */
export interface GivenRole {
  readonly role: PersonRole;
  readonly readRegions: readonly string[];
  readonly writeRegions: readonly string[];
}

/**
 * Asserts that an administrator may give a role in these regions, and so decide about who holds it: none that is appointed at
 * the console, and none that reaches beyond the administrator's own regions.
 *
 * @throws ForbiddenError when it may not.
 */
export function assertMayGive(viewer: Viewer, { role, readRegions, writeRegions }: GivenRole): void {
  if (role === PersonRole.PROVINCE)
    throw new ForbiddenError('user:manage', 'The province’s role is appointed at the console alone.');
  // Also what holds them all, so that the one who gave a role sees it.
  const all = [...readRegions, ...writeRegions];
  for (const code of [...all, commonRegion(all)]) assertMayWrite(viewer, code, 'user:manage');
}
