import { assertCan, can, scopePatterns, type Viewer } from '@nuan/auth';
import { beyondRegions } from '@nuan/database';
import { ForbiddenError, NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, type Refusal, RuleBroken } from '@nuan/federation';
import { addWorkingDays, type Clock, isUuid, newId, regionPrefix } from '@nuan/kernel';

import { revokeTokensOf } from '../revocation/revocation';
import { ownAssignment } from '../role/own-assignment';
import { roleOf } from '../role/person-role';
import { commonRegion, knownRegions, liesWithin } from '../role/role-regions';
import { lockUsers } from '../user/user.holding';
import type { EmergencyAccess } from './emergency-access.entity';
import type {
  EndEmergencyAccessInput,
  OpenEmergencyAccessInput,
  ReviewEmergencyAccessInput,
} from './emergency-access.inputs';
import type { EmergencyAccessService } from './emergency-access.service';

/** Working days within which an emergency access is reviewed. */
const REVIEW_WORKING_DAYS = 3;
const MINUTE_MS = 60_000;

interface EmergencyRow {
  readonly id: string;
  readonly user_id: string;
  readonly ends_at: Date;
  readonly ended_at: Date | null;
  readonly reviewed_at: Date | null;
  readonly version: number;
}

type NewEmergency = Omit<OpenEmergencyAccessInput, 'idempotencyKey'>;

/** Opens reading in an emergency, ends it and reviews it (应急授权): at once, for hours, before two, and judged by another. */
export class EmergencyAccessWriter {
  constructor(
    private readonly acts: Acts,
    private readonly clock: Clock,
    private readonly accesses: EmergencyAccessService,
  ) {}

  /**
   * Opens regions for reading, at once; the token exchange gives a token for it.
   *
   * @throws ForbiddenError to who acts by a delegation or another emergency access.
   * @throws NotFoundError when the assignment isn't the caller's, or a notified person is no user.
   */
  async open(
    viewer: Viewer,
    { idempotencyKey: key, ...input }: OpenEmergencyAccessInput,
  ): Promise<EmergencyAccess | Refusal> {
    assertCan(viewer, 'emergency:open');
    if (viewer.credential && (viewer.credential.onBehalfOf !== null || viewer.credential.emergencyId !== null))
      throw new ForbiddenError('emergency:open', 'An emergency is opened in a role of one’s own.');
    const request = { ...input, regions: knownRegions('regions', input.regions) };
    return this.acts.once<EmergencyAccess, Refusal>(
      viewer,
      'emergency.open',
      { key, request },
      (tx) => beyondRegions('an emergency lies beyond the regions of who opens it', () => openAccess(tx, request)),
      (id) => this.accesses.ownById(viewer, id),
    );
  }

  /** Ends it before its time: by who opened it, or by who may review it. Its tokens are refused within a minute. */
  async end(viewer: Viewer, input: EndEmergencyAccessInput): Promise<EmergencyAccess | Refusal> {
    const isOwn = await this.accesses.ownById(viewer, input.id).then(
      () => true,
      () => false,
    );
    if (!isOwn) assertCan(viewer, 'emergency:review');
    const patterns = isOwn ? ['%'] : scopePatterns(viewer);
    const refused = await this.perform(viewer, 'emergency.end', async (tx) => {
      const row = await lockAccess(tx, input, patterns);
      if (isOver(row, tx.now)) tx.refuse(new RuleBroken('EMERGENCY_STANDS', 'id', 'It is over already.'));
      await lockUsers(tx, [row.user_id]);
      await tx.query('update emergency_access set ended_at = $2, ended_by = $3, version = version + 1 where id = $1', [
        ...[row.id, tx.now, viewer.subject],
      ]);
      await revokeTokensOf(tx, this.clock, 'emergency_id', row.id);
    });
    return refused ?? (isOwn ? this.accesses.ownById(viewer, input.id) : this.read(viewer, input.id));
  }

  /**
   * Puts on record what a review found, once it is over.
   *
   * @throws ForbiddenError to who opened it. @throws NotFoundError outside the caller's regions.
   */
  async review(viewer: Viewer, input: ReviewEmergencyAccessInput): Promise<EmergencyAccess | Refusal> {
    assertCan(viewer, 'emergency:review');
    const refused = await this.perform(viewer, 'emergency.review', async (tx) => {
      const row = await lockAccess(tx, input, scopePatterns(viewer));
      if (row.user_id === viewer.subject)
        throw new ForbiddenError('emergency:review', 'Nobody reviews their own emergency access.');
      if (row.reviewed_at !== null) tx.refuse(new RuleBroken('UNREVIEWED', 'id', 'It is reviewed already.'));
      if (!isOver(row, tx.now))
        tx.refuse(new RuleBroken('EMERGENCY_OVER', 'id', 'It still runs: end it first, or wait until it is over.'));
      await tx.query(
        `update emergency_access set reviewed_at = $2, reviewed_by = $3, verdict = $4, review_note = $5, version = version + 1
         where id = $1`,
        [row.id, tx.now, viewer.subject, input.verdict, input.note.trim()],
      );
      tx.note({ verdict: input.verdict, reason: input.note });
    });
    return refused ?? this.read(viewer, input.id);
  }

  /** Who ends or reviews it may have no region to write in: the row is locked by patterns of its own. */
  private perform(
    viewer: Viewer,
    action: string,
    work: (tx: ActTransaction) => Promise<void>,
  ): Promise<Refusal | void> {
    return this.acts.perform<void, Refusal>(viewer, action, (tx) =>
      beyondRegions('whoever ends or reviews it may write nowhere', () => work(tx)),
    );
  }

  /** Who reviews also reads. */
  private read(viewer: Viewer, id: string): Promise<EmergencyAccess> {
    return can(viewer, 'emergency:read') ? this.accesses.get(viewer, id) : this.accesses.ownById(viewer, id);
  }
}

function lockAccess(
  tx: ActTransaction,
  { id, expectedVersion }: EndEmergencyAccessInput,
  patterns: readonly string[],
): Promise<EmergencyRow> {
  return lockRow<EmergencyRow>(tx, {
    ...{ table: 'emergency_access', entity: 'EmergencyAccess', id, expectedVersion, patterns },
  });
}

function isOver({ ended_at, ends_at }: EmergencyRow, now: Date): boolean {
  return ended_at !== null || ends_at <= now;
}

async function openAccess(tx: ActTransaction, input: NewEmergency): Promise<string> {
  const { subject } = tx.viewer;
  if (!isUuid(subject)) throw new NotFoundError('RoleAssignment', input.assignmentId);
  // The lock also lets a second one, asked for at the same moment, see the first.
  await lockUsers(tx, [subject]);
  const assignment = await ownAssignment(tx, input.assignmentId);
  if (roleOf(assignment.role) !== tx.viewer.role)
    tx.refuse(new RuleBroken('ROLE_ACTED_IN', 'assignmentId', 'Open it in the role that you act in.'));
  const held = input.regions.find((code) => liesWithin(code, assignment.read_regions));
  if (held !== undefined)
    tx.refuse(new RuleBroken('REGION_BEYOND', 'regions', 'You read this region anyway.', { region: held }));
  await refuseUnreviewed(tx, subject);
  const regionCode = commonRegion([...input.regions, ...assignment.read_regions]);
  await refuseUnfitWitnesses(tx, subject, input, regionCode);
  const id = newId();
  const endsAt = new Date(tx.now.getTime() + input.minutes * MINUTE_MS);
  const dueOn = addWorkingDays(tx.today, REVIEW_WORKING_DAYS);
  await tx.query(
    `insert into emergency_access (id, user_id, assignment_id, role, reason, case_reference, read_regions, region_code, opened_at,
       ends_at, notified_ids, review_due_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[id, subject, assignment.id, assignment.role, input.reason.trim(), input.caseReference.trim(), input.regions],
      ...[regionCode, tx.now, endsAt, input.notifiedIds, dueOn],
    ],
  );
  tx.about('EmergencyAccess', id);
  tx.about('User', [subject, ...input.notifiedIds]);
  tx.within(regionCode);
  tx.note({ regions: input.regions, minutes: input.minutes, reason: input.reason, reviewDueOn: dueOn });
  return id;
}

async function refuseUnreviewed(tx: ActTransaction, userId: string): Promise<void> {
  const [open] = await tx.query<{ id: string }[]>(
    'select id from emergency_access where user_id = $1 and reviewed_at is null',
    [userId],
  );
  if (open)
    tx.refuse(
      new RuleBroken('EMERGENCY_REVIEWED', 'assignmentId', 'Your last emergency access is not reviewed yet.', open),
    );
}

/** Two others who could review it: officers of province or city, or auditors, over all the regions. */
async function refuseUnfitWitnesses(
  tx: ActTransaction,
  userId: string,
  { notifiedIds }: NewEmergency,
  regionCode: string,
): Promise<void> {
  const fit = await tx.query<{ id: string }[]>(
    `select distinct u.id from user_account u join role_assignment a on a.user_id = u.id
     where u.id = any($1::uuid[]) and u.id <> $2 and u.disabled_at is null and a.role in ('PROVINCE','CITY','AUDITOR')
       and a.revoked_at is null and a.valid_from <= $3 and (a.valid_to is null or a.valid_to > $3)
       and exists (select from unnest(a.read_regions) code where $4 like region_prefix(code) || '%')`,
    [notifiedIds, userId, tx.now, regionPrefix(regionCode)],
  );
  if (fit.length < 2)
    tx.refuse(
      new RuleBroken(
        'TWO_NOTIFIED',
        'notifiedIds',
        'Name two others: officers of province or city, or auditors, over all these regions.',
        {
          region: regionCode,
        },
      ),
    );
}
