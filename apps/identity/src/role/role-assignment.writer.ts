import { assertCan, isPlatform, type Viewer } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, type Refusal, RuleBroken } from '@nuan/federation';
import { type Clock, isUuid, newId } from '@nuan/kernel';

import { revokeSubjects } from '../revocation/revocation';
import { assertAnother, brokenByHoldings, lockUsers, type UserRow } from '../user/user.holding';
import { assertMayGive } from './given-role';
import type { PersonRole } from './person-role';
import type { RoleAssignment } from './role-assignment.entity';
import type { GrantRoleInput, RevokeRoleInput } from './role-assignment.inputs';
import type { RoleAssignmentService } from './role-assignment.service';
import { brokenByRegions, commonRegion, knownRegions } from './role-regions';
import { brokenByUnions } from './role-unions';

interface AssignmentRow {
  readonly id: string;
  readonly user_id: string;
  readonly role: PersonRole;
  readonly revoked_at: Date | null;
  readonly version: number;
}

type NewRole = Omit<GrantRoleInput, 'idempotencyKey'>;

/** Grants and revokes roles (岗位授权): by an administrator, within its own regions, to somebody else. */
export class RoleAssignmentWriter {
  constructor(
    private readonly acts: Acts,
    private readonly clock: Clock,
    private readonly assignments: RoleAssignmentService,
  ) {}

  /**
   * Grants a role.
   *
   * @throws ForbiddenError for the province's role, for a region or union outside the caller's, and for oneself.
   * @throws NotFoundError when the user is outside the caller's regions.
   */
  async grant(viewer: Viewer, { idempotencyKey: key, ...input }: GrantRoleInput): Promise<RoleAssignment | Refusal> {
    assertCan(viewer, 'user:manage');
    const readRegions = knownRegions('readRegions', input.readRegions);
    const writeRegions = knownRegions('writeRegions', input.writeRegions, 0);
    const { readUnions = null, writeUnions = null } = input;
    assertMayGive(viewer, { role: input.role, readRegions, writeRegions, readUnions, writeUnions });
    const request = { ...input, readRegions, writeRegions };
    return this.acts.once<RoleAssignment, Refusal>(
      viewer,
      'role.grant',
      { key, request },
      (tx) => grantRole(tx, request),
      (id) => this.assignments.get(viewer, id),
    );
  }

  /** Revokes a role; tokens of the user, and of those whom it was lent to, are refused within a minute. */
  async revoke(viewer: Viewer, input: RevokeRoleInput): Promise<RoleAssignment | Refusal> {
    assertCan(viewer, 'user:manage');
    const refused = await this.acts.perform<void, Refusal>(viewer, 'role.revoke', async (tx) => {
      await lockUsers(tx, [await holderOf(tx, input.id)]);
      const row = await lockRow<AssignmentRow>(tx, {
        ...{ table: 'role_assignment', entity: 'RoleAssignment', id: input.id },
        expectedVersion: input.expectedVersion,
      });
      assertAnother(tx, row.user_id);
      if (row.revoked_at !== null) tx.refuse(new RuleBroken('ROLE_STANDS', 'id', 'This role is revoked already.'));
      await tx.query(
        `update role_assignment set revoked_at = $2, revoked_by = $3, revoked_reason = $4, version = version + 1 where id = $1`,
        [row.id, tx.now, viewer.subject, input.reason.trim()],
      );
      tx.about('User', row.user_id);
      tx.note({ role: row.role, reason: input.reason });
      await revokeSubjects(tx, this.clock, [row.user_id, ...(await delegatesOf(tx, row.id))]);
    });
    return refused ?? this.assignments.get(viewer, input.id);
  }
}

/** Also the console's way to appoint, which no region bounds. */
export async function grantRole(tx: ActTransaction, input: NewRole): Promise<string> {
  const { role, readRegions, writeRegions } = input;
  const user = await lockUser(tx, input.userId);
  assertAnother(tx, user.id);
  if (user.disabled_at !== null) tx.refuse(new RuleBroken('USER_ENABLED', 'userId', 'The user is disabled.'));
  const from = input.validFrom ?? tx.now;
  const to = input.validTo ?? null;
  if (from < tx.now) tx.refuse(new RuleBroken('VALID_FROM_NOW', 'validFrom', 'No role begins in the past.'));
  if (to !== null && to <= from) tx.refuse(new RuleBroken('VALID_TO_LATER', 'validTo', 'It ends before it begins.'));
  const holding = { userId: user.id, role, writeRegions, from, to };
  const { readUnions = null, writeUnions = null } = input;
  const broken =
    brokenByRegions(role, readRegions, writeRegions) ??
    brokenByUnions(role, readUnions ?? writeUnions) ??
    (await brokenByHoldings(tx, holding));
  if (broken) tx.refuse(broken);
  const id = newId();
  const regionCode = commonRegion([...readRegions, ...writeRegions]);
  await tx.query(
    `insert into role_assignment (id, user_id, role, read_regions, write_regions, region_code, union_id, read_unions, write_unions,
       valid_from, valid_to, granted_at, granted_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[id, user.id, role, readRegions, writeRegions, regionCode, input.unionId ?? null, readUnions, writeUnions],
      ...[from, to, tx.now, tx.viewer.subject],
    ],
  );
  tx.about('RoleAssignment', id);
  tx.within(regionCode);
  tx.note({ role, readRegions, writeRegions, readUnions, writeUnions, validTo: to?.toISOString() ?? null });
  return id;
}

/** An administrator reaches users of its own regions; the program itself, at the console, reaches all. */
async function lockUser(tx: ActTransaction, userId: string): Promise<UserRow> {
  if (isPlatform(tx.viewer)) {
    const [user] = await lockUsers(tx, [userId]);
    if (!user) throw new NotFoundError('User', userId);
    return user;
  }
  return lockRow<UserRow>(tx, { table: 'user_account', entity: 'User', id: userId, expectedVersion: null });
}

async function holderOf(tx: ActTransaction, assignmentId: string): Promise<string> {
  const [row] = isUuid(assignmentId)
    ? await tx.query<{ user_id: string }[]>('select user_id from role_assignment where id = $1', [assignmentId])
    : [];
  if (!row) throw new NotFoundError('RoleAssignment', assignmentId);
  return row.user_id;
}

async function delegatesOf(tx: ActTransaction, assignmentId: string): Promise<string[]> {
  const rows = await tx.query<{ delegate_id: string }[]>(
    'select distinct delegate_id from delegation where assignment_id = $1 and ended_at is null and valid_to > $2',
    [assignmentId, tx.now],
  );
  return rows.map(({ delegate_id }) => delegate_id);
}
