import { assertCan, type Viewer } from '@nuan/auth';
import { type FieldCipher, HASH_DOMAIN } from '@nuan/database';
import { InvalidInputError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { parseResidentId } from '@nuan/intake';
import { birthDateOf, type Clock, isUuid, newId, today } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { ADULT_AGE } from '../filing/consent-record';
import { lockEditable, saveFile } from '../household/file-change';
import { FileEventKind } from '../household/file-event-kind';
import type { Household } from '../household/household.entity';
import { findHolder, HouseholdAlreadyFiled, isHeldElsewhere } from '../household/household-already-filed';
import { assertMayMeet, toldOf } from '../household/met-elsewhere';
import { HouseholdRelation } from '../worker/household-relation';
import { readName, readPhone } from '../worker/plain-text';
import { ageOn } from '../worker/resident-id';
import type { Worker } from '../worker/worker.entity';
import { GUARDIAN_AGE } from '../worker/worker.writer';
import { MemberEndReason } from './former-member.entity';
import { putMember } from './member-row';
import type {
  AddMemberInput,
  ChangeHeadInput,
  ChangeMemberInput,
  EndMemberInput,
  MemberConsentInput,
} from './member.inputs';

type Member = Pick<Worker, 'id' | 'relation' | 'memberSinceOn' | 'employerId' | 'isMigrant' | 'modelWorkerLevel'>;

/** Writes who belongs to a household. A person is one row and of one household at a time; former members stay on record with their days. */
export class MemberWriter {
  constructor(
    private readonly acts: Acts,
    private readonly db: DataSource,
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds a member. Who is held by another active file, or by an application in hand, is not added (I1): the key of
   * `active_person` decides between two that run at once. A person known already keeps what is known.
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions. InvalidInputError for a wrong or masked number.
   */
  async add(viewer: Viewer, input: AddMemberInput): Promise<Household | HouseholdAlreadyFiled | Refusal> {
    assertCan(viewer, 'household:write');
    const idNumber = parseResidentId(input.idNumber, today(this.clock));
    const phone = input.phone ? readPhone(input.phone, 'phone') : null;
    const name = readName(input.name, 'name');

    const hash = this.cipher.hash(HASH_DOMAIN.idNumber, idNumber);
    const told = <T extends object>(outcome: T): Promise<T | RuleBroken> =>
      toldOf(this.acts, viewer, outcome, { hashes: () => Promise.resolve([hash]), field: 'idNumber' });
    try {
      const outcome = await this.acts.perform<Household, HouseholdAlreadyFiled | Refusal>(
        viewer,
        'household.addMember',
        async (tx) => {
          const { file, reason } = await lockEditable(tx, input);
          assertMayJoin(tx, input, idNumber);
          await assertMayMeet(tx, 'idNumber');
          const holder = await findHolder(tx, [hash], null);
          if (holder) tx.refuse(HouseholdAlreadyFiled.seenBy(viewer, holder));
          const id = await putMember(tx, this.cipher, file, { ...input, id: newId(), name, idNumber, hash, phone });
          await this.recordConsent(tx, file, id, input);
          tx.about('Worker', id);
          tx.note({ relation: input.relation });
          return saveFile(
            tx,
            file.id,
            { size: file.size + 1 },
            { kind: FileEventKind.MEMBER_ADDED, personId: id, note: reason },
          );
        },
      );
      return await told(outcome);
    } catch (error) {
      if (!isHeldElsewhere(error)) throw error;
      const holder = await findHolder(this.db, [hash], null);
      return told(holder ? HouseholdAlreadyFiled.seenBy(viewer, holder) : new HouseholdAlreadyFiled(null));
    }
  }

  /** The consent that came with the form: the guardian's for a child, the person's own for others. */
  private async recordConsent(
    tx: ActTransaction,
    file: Household,
    personId: string,
    { guardianConsent, consent }: AddMemberInput,
  ): Promise<void> {
    if (guardianConsent) {
      await lockMember(tx, file.id, guardianConsent.guardianId);
      const [guardian] = await tx.query<{ sealed: Buffer | null }[]>(
        'select id_number_sealed as sealed from worker where id = $1',
        [guardianConsent.guardianId],
      );
      if (guardian?.sealed && ageOn(tx.today, this.cipher.open(guardian.sealed)) < ADULT_AGE)
        tx.refuse(new RuleBroken('GUARDIAN_REQUIRED', 'guardianConsent.guardianId', 'A guardian is an adult.'));
      await insertConsent(tx, personId, guardianConsent.guardianId, guardianConsent);
    }
    if (consent) await insertConsent(tx, personId, null, consent);
  }

  /**
   * Changes the relation of a member to the head.
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions.
   */
  async change(viewer: Viewer, input: ChangeMemberInput): Promise<Household | Refusal> {
    assertCan(viewer, 'household:write');
    return this.acts.perform<Household, Refusal>(viewer, 'household.changeMember', async (tx) => {
      const { reason } = await lockEditable(tx, input);
      const member = await lockMember(tx, input.id, input.personId);
      if (input.relation === HouseholdRelation.HEAD || member.relation === HouseholdRelation.HEAD)
        tx.refuse(new RuleBroken('ONE_HEAD', 'relation', 'The head changes by changeHead alone.'));
      tx.note({ before: member.relation, after: input.relation });
      await tx.query('update worker set relation = $2, version = version + 1 where id = $1', [
        member.id,
        input.relation,
      ]);
      return saveFile(tx, input.id, {}, { kind: FileEventKind.MEMBER_CHANGED, personId: member.id, note: reason });
    });
  }

  /**
   * Ends a membership on a day; the person stays known, and the household keeps that it was a member.
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions.
   */
  async end(viewer: Viewer, input: EndMemberInput): Promise<Household | Refusal> {
    assertCan(viewer, 'household:write');
    return this.acts.perform<Household, Refusal>(viewer, 'household.endMember', async (tx) => {
      const { file, reason } = await lockEditable(tx, input);
      const member = await lockMember(tx, input.id, input.personId);
      assertMayLeave(tx, input, member);
      await tx.query(
        `insert into former_member (id, household_id, worker_id, relation, joined_on, left_on, reason) values ($1, $2, $3, $4, $5, $6, $7)`,
        [newId(), file.id, member.id, member.relation, member.memberSinceOn, input.leftOn, input.because],
      );
      await tx.query(
        'update worker set household_id = null, relation = null, member_since_on = null, version = version + 1 where id = $1',
        [member.id],
      );
      await tx.query(
        'update student set ended_on = $2, version = version + 1 where worker_id = $1 and ended_on is null',
        [member.id, input.leftOn],
      );
      tx.note({ because: input.because, leftOn: input.leftOn });
      return saveFile(
        tx,
        file.id,
        { size: file.size - 1 },
        { kind: FileEventKind.MEMBER_ENDED, personId: member.id, note: reason },
      );
    });
  }

  /**
   * Makes another member the head. What a file takes from its head follows; the account was in the old head's name, so it goes,
   * and a new one is registered.
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions.
   */
  async changeHead(viewer: Viewer, input: ChangeHeadInput): Promise<Household | Refusal> {
    assertCan(viewer, 'household:write');
    return this.acts.perform<Household, Refusal>(viewer, 'household.changeHead', async (tx) => {
      const { file, reason } = await lockEditable(tx, input);
      const head = await lockMember(tx, input.id, input.personId);
      if (head.relation === HouseholdRelation.HEAD)
        tx.refuse(new RuleBroken('ONE_HEAD', 'personId', 'This member is the head already.'));
      if (input.formerHeadRelation === HouseholdRelation.HEAD)
        tx.refuse(new RuleBroken('ONE_HEAD', 'formerHeadRelation', 'A household has one head.'));
      const setRelation = 'update worker set relation = $2, version = version + 1 where id = $1';
      await tx.query(setRelation, [file.headId, input.formerHeadRelation]);
      await tx.query(setRelation, [head.id, HouseholdRelation.HEAD]);
      tx.about('Worker', [file.headId, head.id]);
      const account = [
        'bank_name',
        'bank_account_kind',
        'bank_account_mask',
        'bank_account_sealed',
        'bank_account_hash',
      ];
      const columns = {
        head_id: head.id,
        employer_id: head.employerId,
        is_migrant: head.isMigrant,
        is_model_worker: head.modelWorkerLevel !== null,
        ...Object.fromEntries(account.map((column) => [column, null])),
      };
      return saveFile(tx, file.id, columns, { kind: FileEventKind.HEAD_CHANGED, personId: head.id, note: reason });
    });
  }
}

function assertMayJoin(tx: ActTransaction, input: AddMemberInput, idNumber: string): void {
  if (input.relation === HouseholdRelation.HEAD)
    tx.refuse(new RuleBroken('ONE_HEAD', 'relation', 'A household has a head already.'));
  if (input.joinedOn > tx.today || input.joinedOn < birthDateOf(idNumber))
    tx.refuse(
      new RuleBroken('JOINED_IN_LIFETIME', 'joinedOn', 'A member joins after its birth, and not in the future.'),
    );
  assertConsents(tx, input, ageOn(tx.today, idNumber));
}

/** For a child under 14 the guardian consents, and nobody else does; from 14 on the person itself, now or later. */
function assertConsents(tx: ActTransaction, { guardianConsent, consent }: AddMemberInput, age: number): void {
  const isChild = age < GUARDIAN_AGE;
  if (isChild && !guardianConsent)
    tx.refuse(
      new RuleBroken('CONSENT_REQUIRED', 'guardianConsent', 'For a child under 14 the guardian consents.', {
        age: GUARDIAN_AGE,
      }),
    );
  if (isChild && consent)
    tx.refuse(new RuleBroken('GUARDIAN_REQUIRED', 'consent', 'For a child under 14 the guardian consents.'));
  if (!isChild && guardianConsent)
    tx.refuse(new RuleBroken('GUARDIAN_NOT_NEEDED', 'guardianConsent', 'From 14 on the person consents.'));
  for (const [field, given] of Object.entries({ guardianConsent, consent }))
    if (given && given.givenAt > tx.now)
      throw new InvalidInputError(`${field}.givenAt`, 'NOT_IN_FUTURE', 'A consent was given in the past.');
}

function assertMayLeave(tx: ActTransaction, input: EndMemberInput, member: Member): void {
  if (member.relation === HouseholdRelation.HEAD)
    tx.refuse(new RuleBroken('HEAD_STAYS', 'personId', 'Let another member become the head first.'));
  if (input.because === MemberEndReason.NEW_FILE)
    tx.refuse(new RuleBroken('NEW_FILE_BY_FILING', 'because', 'A new file takes its members by itself.'));
  if (input.leftOn > tx.today || (member.memberSinceOn !== null && input.leftOn < member.memberSinceOn))
    tx.refuse(new RuleBroken('LEFT_AFTER_JOINING', 'leftOn', 'A member leaves after joining, and not in the future.'));
}

async function lockMember(tx: ActTransaction, householdId: string, personId: string): Promise<Member> {
  const [member] = isUuid(personId)
    ? await tx.query<Member[]>(
        `select id, relation, member_since_on as "memberSinceOn", employer_id as "employerId", is_migrant as "isMigrant",
           model_worker_level as "modelWorkerLevel" from worker where id = $1 and household_id = $2 for update`,
        [personId, householdId],
      )
    : [];
  if (!member)
    return tx.refuse(new RuleBroken('MEMBER_OF_HOUSEHOLD', 'personId', 'This is no member of the household.'));
  tx.about('Worker', member.id);
  return member;
}

async function insertConsent(
  tx: ActTransaction,
  personId: string,
  guardianId: string | null,
  { textVersion, channel, givenAt }: MemberConsentInput,
): Promise<void> {
  await tx.query(
    `insert into consent (id, worker_id, guardian_id, purpose, text_version, channel, given_at, recorded_by)
     values ($1, $2, $3, 'FINANCIAL_CHECK', $4, $5, $6, $7)`,
    [newId(), personId, guardianId, textVersion, channel, givenAt, tx.viewer.subject],
  );
}
