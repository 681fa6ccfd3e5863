import type { ActTransaction } from '@nuan/facts';
import { isUuid } from '@nuan/kernel';

import type { PersonRole } from '../role/person-role';

/** What a person asks a token for: a role of its own, one that was lent to it, or an emergency access. */
export interface WantedRole {
  readonly role: PersonRole | null;
  readonly assignmentId: string | null;
  readonly delegationId: string | null;
  readonly emergencyId: string | null;
}

/** A role that a person may act in now, and where. */
export interface Holding {
  readonly role: PersonRole;
  readonly readRegions: readonly string[];
  readonly writeRegions: readonly string[];
  readonly unionId: string | null;
  /** Heads of the sub-trees of unions that bound it; null where regions alone do. */
  readonly readUnions: readonly string[] | null;
  readonly writeUnions: readonly string[] | null;
  /** When it ends; null without an end. No token outlives it. */
  readonly endsAt: Date | null;
  readonly assignmentId: string;
  readonly delegationId: string | null;
  readonly emergencyId: string | null;
  readonly onBehalfOf: string | null;
}

const STANDS = `a.revoked_at is null and a.valid_from <= $2 and (a.valid_to is null or a.valid_to > $2)`;

/** Who lends a role lends its unions; an emergency opens regions, not unions. */
const UNIONS = `a.read_unions as "readUnions", a.write_unions as "writeUnions"`;

const OWN = `
  select a.role, a.read_regions as "readRegions", a.write_regions as "writeRegions", a.union_id as "unionId", ${UNIONS}, a.valid_to as "endsAt",
    a.id as "assignmentId", null::uuid as "delegationId", null::uuid as "emergencyId", null::uuid as "onBehalfOf"
  from role_assignment a
  where a.user_id = $1 and ${STANDS} and ($3::text is null or a.role = $3) and ($4::uuid is null or a.id = $4)
  order by a.role, a.granted_at, a.id`;

const LENT = `
  select d.role, d.read_regions as "readRegions", d.write_regions as "writeRegions", a.union_id as "unionId", ${UNIONS},
    least(d.valid_to, a.valid_to) as "endsAt", a.id as "assignmentId", d.id as "delegationId", null::uuid as "emergencyId",
    d.delegator_id as "onBehalfOf"
  from delegation d join role_assignment a on a.id = d.assignment_id join user_account u on u.id = d.delegator_id
  where d.delegate_id = $1 and ${STANDS} and ($3::text is null or d.role = $3) and d.id = $4
    and d.ended_at is null and d.valid_from <= $2 and d.valid_to > $2 and u.disabled_at is null`;

/** An emergency opens reading and shuts writing: who acts in one changes nothing. */
const EMERGENCY = `
  select e.role, array(select distinct code from unnest(a.read_regions || e.read_regions) code order by code) as "readRegions",
    '{}'::text[] as "writeRegions", a.union_id as "unionId", ${UNIONS}, least(e.ends_at, a.valid_to) as "endsAt", a.id as "assignmentId",
    null::uuid as "delegationId", e.id as "emergencyId", null::uuid as "onBehalfOf"
  from emergency_access e join role_assignment a on a.id = e.assignment_id
  where e.user_id = $1 and ${STANDS} and ($3::text is null or e.role = $3) and e.id = $4 and e.ended_at is null
    and e.opened_at <= $2 and e.ends_at > $2`;

/** What of the wanted the person holds at `now`; nothing when none of it. */
export async function findHoldings(
  tx: ActTransaction,
  userId: string,
  wanted: WantedRole,
  now: Date,
): Promise<readonly Holding[]> {
  const ids = [wanted.assignmentId, wanted.delegationId, wanted.emergencyId].filter((id) => id !== null);
  if (ids.length > 1 || !ids.every(isUuid)) return [];
  const sql = wanted.delegationId !== null ? LENT : wanted.emergencyId !== null ? EMERGENCY : OWN;
  return tx.query<Holding[]>(sql, [userId, now, wanted.role, ids[0] ?? null]);
}

/**
 * Locks the person, and whoever lent it the role, against being disabled or losing it while the token is made; answers whether
 * the person may sign in.
 */
export async function holdUsers(tx: ActTransaction, userId: string, delegationId: string | null): Promise<boolean> {
  const rows = await tx.query<{ id: string; disabled_at: Date | null }[]>(
    `select id, disabled_at from user_account
     where id = $1 or id = (select delegator_id from delegation where id = $2) order by id for share`,
    [userId, delegationId !== null && isUuid(delegationId) ? delegationId : null],
  );
  return rows.some(({ id, disabled_at }) => id === userId && disabled_at === null);
}
