import { assertMayWrite, type Viewer } from '@nuan/auth';
import { ForbiddenError } from '@nuan/errors';

import { PersonRole } from './person-role';
import { commonRegion } from './role-regions';

/** A role, and where. */
export interface GivenRole {
  readonly role: PersonRole;
  readonly readRegions: readonly string[];
  readonly writeRegions: readonly string[];
  readonly readUnions: readonly string[] | null;
  readonly writeUnions: readonly string[] | null;
}

/**
 * Asserts that an administrator may give a role in these regions, and so decide about who holds it: none that is appointed at
 * the console, and none that reaches beyond the administrator's own regions and unions.
 *
 * @throws ForbiddenError when it may not.
 */
export function assertMayGive(viewer: Viewer, given: GivenRole): void {
  const { role, readRegions, writeRegions } = given;
  if (role === PersonRole.PROVINCE)
    throw new ForbiddenError('user:manage', 'The province’s role is appointed at the console alone.');
  // Also what holds them all, so that the one who gave a role sees it.
  const all = [...readRegions, ...writeRegions];
  for (const code of [...all, commonRegion(all)]) assertMayWrite(viewer, code, 'user:manage');
  assertMayGiveUnions(viewer, given);
}

/**
 * Who is bounded by unions itself gives its own: where others stand below them isn't known here.
 *
 * @throws ForbiddenError for a role of other unions, or of regions alone.
 */
export function assertMayGiveUnions(
  { writeUnions: own }: Viewer,
  { readUnions, writeUnions }: Pick<GivenRole, 'readUnions' | 'writeUnions'>,
): void {
  if ((own ?? null) === null) return;
  const isOwn = (unions: readonly string[] | null): boolean =>
    unions !== null && unions.every((id) => own?.includes(id));
  if (!isOwn(readUnions) || !isOwn(writeUnions ?? readUnions))
    throw new ForbiddenError('user:manage', 'You give roles for unions of your own alone.', { field: 'readUnions' });
}
