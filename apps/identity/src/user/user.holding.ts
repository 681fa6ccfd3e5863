import { beyondRegions } from '@nuan/database';
import { ForbiddenError, NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';

import { assertMayGive, type GivenRole } from '../role/given-role';
import type { PersonRole } from '../role/person-role';
import { roleOf } from '../role/person-role';
import { exclusionOf } from '../role/role-exclusion';

/** A user as the acts about it read it. */
export interface UserRow {
  readonly id: string;
  readonly region_code: string;
  readonly disabled_at: Date | null;
  readonly version: number;
}

/**
 * Locks users against everything that is decided about them meanwhile, in one order so that two acts never wait for each
 * other; answered in the order of `ids`.
 *
 * @throws NotFoundError for an id that is no user's.
 */
export async function lockUsers(tx: ActTransaction, ids: readonly string[]): Promise<UserRow[]> {
  const rows = await beyondRegions('a person is locked wherever it belongs', () =>
    tx.query<UserRow[]>(
      'select id, region_code, disabled_at, version from user_account where id = any($1::uuid[]) order by id for update',
      [ids.filter(isUuid)],
    ),
  );
  return ids.map((id) => {
    const row = rows.find((found) => found.id === id);
    if (!row) throw new NotFoundError('User', id);
    return row;
  });
}

/**
 * Nobody decides about oneself: neither grants, nor revokes, nor disables.
 *
 * @throws ForbiddenError when the user is the caller.
 */
export function assertAnother(tx: ActTransaction, userId: string): void {
  if (tx.viewer.subject === userId) throw new ForbiddenError('user:manage', 'Nobody changes their own roles.');
}

/**
 * Nobody decides about a user who holds more than one could give: whom an issuer's name stands for is what the user may do. Asked
 * of every role that stands or is yet to begin, own or lent, with the user's row locked.
 *
 * @throws ForbiddenError when the user holds such a role.
 */
export async function assertGivesAll(tx: ActTransaction, userId: string): Promise<void> {
  const held = await beyondRegions('what a person holds is asked wherever it holds it', () =>
    tx.query<GivenRole[]>(HELD, [userId, tx.now]),
  );
  for (const role of held) assertMayGive(tx.viewer, role);
}

const HELD = `
  select role, read_regions as "readRegions", write_regions as "writeRegions", read_unions as "readUnions", write_unions as "writeUnions"
  from role_assignment
  where user_id = $1 and revoked_at is null and (valid_to is null or valid_to > $2)
  union all
  select d.role, d.read_regions, d.write_regions, a.read_unions, a.write_unions from delegation d join role_assignment a on a.id = d.assignment_id
  where d.delegate_id = $1 and d.ended_at is null and d.valid_to > $2 and a.revoked_at is null
    and (a.valid_to is null or a.valid_to > $2)`;

/** A role that a user is about to hold. */
export interface NewHolding {
  readonly userId: string;
  readonly role: PersonRole;
  readonly writeRegions: readonly string[];
  readonly from: Date;
  readonly to: Date | null;
}

/** The rule that the new holding breaks, if the user holds what excludes it; ask with the user's row locked. */
export async function brokenByHoldings(tx: ActTransaction, holding: NewHolding): Promise<RuleBroken | null> {
  const { userId, role, writeRegions, from, to } = holding;
  const [conflict] = await tx.query<{ role: PersonRole; source: string }[]>(
    'select role, source from role_conflicts($1, $2, $3, $4, $5) limit 1',
    [userId, role, writeRegions, from, to],
  );
  if (!conflict) return null;
  const reason = exclusionOf(roleOf(role), roleOf(conflict.role))?.reason ?? '';
  return new RuleBroken('ROLES_EXCLUDE', 'role', `It excludes a role that the user holds. ${reason}`, {
    role,
    held: conflict.role,
    heldBy: conflict.source,
  });
}
