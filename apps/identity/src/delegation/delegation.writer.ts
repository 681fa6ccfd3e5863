import { assertCan, RIGHTS, type Viewer, writePatterns } from '@nuan/auth';
import { beyondRegions } from '@nuan/database';
import { ForbiddenError, NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, type Refusal, RuleBroken } from '@nuan/federation';
import { type Clock, isUuid, isWithin, newId } from '@nuan/kernel';

import { revokeTokensOf } from '../revocation/revocation';
import { assertMayGiveUnions, type GivenRole } from '../role/given-role';
import { type OwnAssignment, ownAssignment } from '../role/own-assignment';
import { roleOf } from '../role/person-role';
import { commonRegion, knownRegions, liesWithin, sharedRegions } from '../role/role-regions';
import { brokenByHoldings, lockUsers } from '../user/user.holding';
import type { Delegation } from './delegation.entity';
import type { DelegateRoleInput, EndDelegationInput } from './delegation.inputs';
import type { DelegationService } from './delegation.service';

/** Longest delegation: a month's leave. */
export const MAX_DELEGATION_DAYS = 31;
const DAY_MS = 86_400_000;

interface DelegationRow {
  readonly id: string;
  readonly delegator_id: string;
  readonly delegate_id: string;
  readonly valid_to: Date;
  readonly ended_at: Date | null;
  readonly version: number;
}

type NewDelegation = Omit<DelegateRoleInput, 'idempotencyKey'>;

/** Lends roles and takes them back (代理): out of an assignment of one's own, to somebody who may hold it, until a day. */
export class DelegationWriter {
  constructor(
    private readonly acts: Acts,
    private readonly clock: Clock,
    private readonly delegations: DelegationService,
  ) {}

  /**
   * Lends a role of the caller's own.
   *
   * @throws ForbiddenError to who acts by a delegation or an emergency access itself.
   * @throws NotFoundError when the assignment isn't the caller's, or the delegate is no user, or one of elsewhere who can't be lent it.
   */
  async delegate(viewer: Viewer, { idempotencyKey: key, ...input }: DelegateRoleInput): Promise<Delegation | Refusal> {
    assertCan(viewer, 'delegation:write');
    assertOwnRight(viewer);
    const request = { ...input, regions: knownRegions('regions', input.regions) };
    return this.acts.once<Delegation, Refusal>(
      viewer,
      'delegation.give',
      { key, request },
      (tx) =>
        beyondRegions('a role is lent by who holds it, and what it holds is asked', () =>
          insertDelegation(tx, request),
        ),
      (id) => this.delegations.ownById(viewer, id),
    );
  }

  /** Ends a delegation before its day: by either party, or by an administrator of its regions. */
  async end(viewer: Viewer, input: EndDelegationInput): Promise<Delegation | Refusal> {
    const isParty = await this.delegations.isParty(viewer, input.id);
    if (!isParty) assertCan(viewer, 'user:manage');
    const refused = await this.acts.perform<void, Refusal>(viewer, 'delegation.end', (tx) =>
      beyondRegions('a party ends what was lent, wherever it was', () => this.endNow(tx, input, isParty)),
    );
    return refused ?? (isParty ? this.delegations.ownById(viewer, input.id) : this.delegations.get(viewer, input.id));
  }

  private async endNow(tx: ActTransaction, input: EndDelegationInput, isParty: boolean): Promise<void> {
    const { id, expectedVersion } = input;
    // Either party ends it wherever it was lent; an administrator, within its regions and unions.
    const patterns = isParty ? ['%'] : writePatterns(tx.viewer);
    const target = { table: 'delegation', entity: 'Delegation', id, expectedVersion, patterns };
    const row = await lockRow<DelegationRow>(tx, target);
    if (row.ended_at !== null || row.valid_to <= tx.now)
      tx.refuse(new RuleBroken('DELEGATION_STANDS', 'id', 'It is over already.'));
    if (!isParty) await assertOfOwnUnions(tx, row.id);
    await lockUsers(tx, [row.delegate_id]);
    await tx.query('update delegation set ended_at = $2, ended_by = $3, version = version + 1 where id = $1', [
      ...[row.id, tx.now, tx.viewer.subject],
    ]);
    tx.about('User', [row.delegator_id, row.delegate_id]);
    await revokeTokensOf(tx, this.clock, 'delegation_id', row.id);
  }
}

/** An administrator ends what was lent of a role that it could give. */
async function assertOfOwnUnions(tx: ActTransaction, delegationId: string): Promise<void> {
  const [lent] = await tx.query<Pick<GivenRole, 'readUnions' | 'writeUnions'>[]>(
    `select a.read_unions as "readUnions", a.write_unions as "writeUnions"
     from delegation d join role_assignment a on a.id = d.assignment_id where d.id = $1`,
    [delegationId],
  );
  if (lent) assertMayGiveUnions(tx.viewer, lent);
}

/** A right that was lent is not lent on, and an emergency lends nothing. */
function assertOwnRight({ credential }: Viewer): void {
  if (credential && (credential.onBehalfOf !== null || credential.emergencyId !== null))
    throw new ForbiddenError('delegation:write', 'What is lent to you, or opened in an emergency, is not lent on.');
}

async function insertDelegation(tx: ActTransaction, input: NewDelegation): Promise<string> {
  const { subject } = tx.viewer;
  if (input.delegateId === subject)
    tx.refuse(new RuleBroken('TO_ANOTHER', 'delegateId', 'Nobody lends a role to oneself.'));
  if (!isUuid(subject)) throw new NotFoundError('RoleAssignment', input.assignmentId);
  const [delegator, delegate] = await lockUsers(tx, [subject, input.delegateId]);
  const assignment = await ownAssignment(tx, input.assignmentId);
  // Of who belongs elsewhere nothing is told: what keeps such a person from it reads as if there were none.
  const isNear =
    delegate !== undefined && tx.viewer.readPrefixes.some((prefix) => isWithin(delegate.region_code, prefix));
  const refuseDelegate = (broken: RuleBroken): never => {
    if (!isNear) throw new NotFoundError('User', input.delegateId);
    return tx.refuse(broken);
  };
  if (!delegator || delegator.disabled_at || !delegate || delegate.disabled_at)
    return refuseDelegate(new RuleBroken('USER_ENABLED', 'delegateId', 'The user is disabled.'));
  const from = input.validFrom ?? tx.now;
  const writeRegions = sharedRegions(assignment.write_regions, input.regions);
  const holding = { userId: input.delegateId, role: assignment.role, writeRegions, from, to: input.validTo };
  const broken = brokenByAssignment(assignment, input) ?? brokenByPeriod(tx.now, from, input.validTo, assignment);
  if (broken) tx.refuse(broken);
  const excluded = await brokenByHoldings(tx, holding);
  if (excluded) refuseDelegate(excluded);
  const id = newId();
  const regionCode = commonRegion(input.regions);
  await tx.query(
    `insert into delegation (id, assignment_id, delegator_id, delegate_id, role, read_regions, write_regions, region_code,
       valid_from, valid_to, reason, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[id, assignment.id, subject, input.delegateId, assignment.role, input.regions, writeRegions, regionCode],
      ...[from, input.validTo, input.reason.trim(), tx.now],
    ],
  );
  tx.about('Delegation', id);
  tx.about('User', [subject, input.delegateId]);
  tx.within(regionCode);
  tx.note({
    role: assignment.role,
    regions: input.regions,
    validTo: input.validTo.toISOString(),
    reason: input.reason,
  });
  return id;
}

function brokenByAssignment(assignment: OwnAssignment, { regions }: NewDelegation): RuleBroken | null {
  if (!RIGHTS[roleOf(assignment.role)].includes('delegation:write'))
    return new RuleBroken('ROLE_LENDABLE', 'assignmentId', 'This role is not lent.', { role: assignment.role });
  const beyond = regions.find((code) => !liesWithin(code, assignment.read_regions));
  if (beyond !== undefined)
    return new RuleBroken('REGIONS_HELD', 'regions', 'Nobody lends what they do not hold.', { region: beyond });
  return null;
}

function brokenByPeriod(now: Date, from: Date, to: Date, assignment: OwnAssignment): RuleBroken | null {
  if (from < now) return new RuleBroken('VALID_FROM_NOW', 'validFrom', 'No delegation begins in the past.');
  if (to <= from) return new RuleBroken('VALID_TO_LATER', 'validTo', 'It ends before it begins.');
  if (to.getTime() - from.getTime() > MAX_DELEGATION_DAYS * DAY_MS)
    return new RuleBroken('DELEGATION_BOUNDED', 'validTo', `A delegation lasts ${MAX_DELEGATION_DAYS} days at most.`, {
      maxDays: MAX_DELEGATION_DAYS,
    });
  if (assignment.valid_to !== null && to > assignment.valid_to)
    return new RuleBroken('WITHIN_ASSIGNMENT', 'validTo', 'Your own role ends before.', {
      validTo: assignment.valid_to.toISOString(),
    });
  return null;
}
