import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import { beyondRegions, maskName } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, type Refusal, RuleBroken } from '@nuan/federation';
import { type Clock, newId } from '@nuan/kernel';

import { revokeSubjects } from '../revocation/revocation';
import { knownRegions } from '../role/role-regions';
import type { User } from './user.entity';
import { assertAnother, assertGivesAll, type UserRow } from './user.holding';
import type {
  DisableUserInput,
  EnableUserInput,
  LinkIdentityInput,
  RegisterUserInput,
  UnlinkIdentityInput,
  UserStepInput,
} from './user.inputs';
import type { UserService } from './user.service';

/** Registers users and takes their access away (用户管理): each of them by an administrator of their region, nobody by oneself. */
export class UserWriter {
  constructor(
    private readonly acts: Acts,
    private readonly clock: Clock,
    private readonly users: UserService,
  ) {}

  /**
   * Registers a user, known to one issuer.
   *
   * @throws ForbiddenError outside the caller's regions. @throws InvalidInputError for an unknown division.
   */
  async register(viewer: Viewer, { idempotencyKey: key, ...input }: RegisterUserInput): Promise<User | Refusal> {
    assertMayWrite(viewer, input.region, 'user:manage');
    knownRegions('region', [input.region]);
    const request = { ...input, displayName: maskName(input.displayName.trim()) };
    return this.acts.once<User, Refusal>(
      viewer,
      'user.register',
      { key, request },
      (tx) => insertUser(tx, request),
      (id) => this.users.get(viewer, id),
    );
  }

  /** Lets a further name of an issuer stand for the user. */
  link(viewer: Viewer, input: LinkIdentityInput): Promise<User | Refusal> {
    return this.change(viewer, 'user.link', input, (tx, user) => linkIdentity(tx, user.id, input));
  }

  /** Ends what a name of an issuer stands for, and every token of the user with it. */
  unlink(viewer: Viewer, input: UnlinkIdentityInput): Promise<User | Refusal> {
    return this.change(viewer, 'user.unlink', input, async (tx, user) => {
      const ended = await tx.query<[unknown[], number]>(
        `update external_identity set unlinked_at = $3, unlinked_by = $4
         where id = $1 and user_id = $2 and unlinked_at is null`,
        [input.identityId, user.id, tx.now, viewer.subject],
      );
      if (ended[1] === 0) throw new NotFoundError('ExternalIdentity', input.identityId);
      tx.note({ identity: input.identityId });
      await revokeSubjects(tx, this.clock, [user.id]);
    });
  }

  /** Ends every access of the user, and what the user lent to others, within a minute. */
  disable(viewer: Viewer, input: DisableUserInput): Promise<User | Refusal> {
    return this.change(viewer, 'user.disable', input, async (tx, user) => {
      if (user.disabled_at !== null) tx.refuse(new RuleBroken('USER_ENABLED', 'id', 'The user is disabled already.'));
      await tx.query('update user_account set disabled_at = $2, disabled_by = $3 where id = $1', [
        user.id,
        tx.now,
        viewer.subject,
      ]);
      tx.note({ reason: input.reason });
      const delegates = await beyondRegions('what was lent ends wherever it was lent', () =>
        tx.query<{ delegate_id: string }[]>(
          'select distinct delegate_id from delegation where delegator_id = $1 and ended_at is null and valid_to > $2',
          [user.id, tx.now],
        ),
      );
      await revokeSubjects(tx, this.clock, [user.id, ...delegates.map(({ delegate_id }) => delegate_id)]);
    });
  }

  /** Lets the user sign in again, with the roles that still stand. */
  enable(viewer: Viewer, input: EnableUserInput): Promise<User | Refusal> {
    return this.change(viewer, 'user.enable', input, async (tx, user) => {
      if (user.disabled_at === null) tx.refuse(new RuleBroken('USER_DISABLED', 'id', 'The user is not disabled.'));
      await tx.query('update user_account set disabled_at = null, disabled_by = null where id = $1', [user.id]);
      tx.note({ reason: input.reason });
    });
  }

  /** One act about a user of the caller's regions, who is somebody else and holds nothing that the caller may not give. */
  private async change(
    viewer: Viewer,
    action: string,
    { id, expectedVersion }: UserStepInput,
    work: (tx: ActTransaction, user: UserRow) => Promise<void>,
  ): Promise<User | Refusal> {
    assertCan(viewer, 'user:manage');
    const refused = await this.acts.perform<void, Refusal>(viewer, action, async (tx) => {
      const user = await lockRow<UserRow>(tx, { table: 'user_account', entity: 'User', id, expectedVersion });
      assertAnother(tx, user.id);
      await assertGivesAll(tx, user.id);
      await work(tx, user);
      await tx.query('update user_account set version = version + 1 where id = $1', [user.id]);
    });
    return refused ?? this.users.get(viewer, id);
  }
}

type NewUser = Omit<RegisterUserInput, 'idempotencyKey'>;

async function insertUser(tx: ActTransaction, input: NewUser): Promise<string> {
  const id = newId();
  await tx.query(
    `insert into user_account (id, display_name, region_code, union_id, created_at, created_by) values ($1, $2, $3, $4, $5, $6)`,
    [id, input.displayName, input.region, input.unionId ?? null, tx.now, tx.viewer.subject],
  );
  await linkIdentity(tx, id, input);
  tx.about('User', id);
  tx.within(input.region);
  return id;
}

/** Who is first has the name: decided by the unique index, not by a look before. */
async function linkIdentity(
  tx: ActTransaction,
  userId: string,
  { issuer, subject }: Pick<NewUser, 'issuer' | 'subject'>,
): Promise<void> {
  const id = newId();
  const made = await tx.query<unknown[]>(
    `insert into external_identity (id, user_id, issuer, subject, linked_at, linked_by) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing returning id`,
    [id, userId, issuer.trim(), subject.trim(), tx.now, tx.viewer.subject],
  );
  if (made.length === 0)
    tx.refuse(new RuleBroken('IDENTITY_FREE', 'subject', 'This name of the issuer stands for a user already.'));
  tx.note({ identity: id, issuer: issuer.trim() });
}
