import { beyondRegions, type FieldCipher, maskId, maskPhone, HASH_DOMAIN } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { birthDateOf, FileStatus, type LocalDate, newId } from '@nuan/kernel';

import { ACTIVE_STATUSES } from '../household/household.entity';
import { HouseholdAlreadyFiled } from '../household/household-already-filed';
import { FROM_ANYWHERE, type Stranger, strangersOf, tellRegions } from '../household/stranger';
import type { EmploymentStatus } from '../worker/employment-status';
import type { HouseholdRelation } from '../worker/household-relation';
import { genderOf } from '../worker/resident-id';
import { MemberEndReason } from './former-member.entity';

/** A person who becomes a member of a file. */
export interface NewMember {
  /** Id of the person's row, when a new one is made. */
  readonly id: string;
  readonly name: string;
  /** Canonical, by `parseResidentId`. */
  readonly idNumber: string;
  /** Its keyed hash. */
  readonly hash: Buffer;
  readonly phone: string | null;
  readonly relation: HouseholdRelation;
  readonly employmentStatus: EmploymentStatus;
  readonly joinedOn: LocalDate;
}

/** The file that it joins. */
export interface MemberFile {
  readonly id: string;
  readonly regionCode: string;
  readonly unionId: string;
}

interface KnownPerson {
  readonly id: string;
  readonly name: string;
  readonly household_id: string | null;
  readonly status: FileStatus | null;
}

/**
 * Makes a person a member: a new row, or the one that is known, which keeps what is known and leaves a trace in a file that
 * ended. A person of another active or temporary file is refused; of two at once the keys decide.
 */
export async function putMember(
  tx: ActTransaction,
  cipher: FieldCipher,
  file: MemberFile,
  member: NewMember,
): Promise<string> {
  const known = await beyondRegions(FROM_ANYWHERE, () => findPerson(tx, member.hash));
  if (!known) return insert(tx, cipher, file, member);
  const strangers = await strangersOf(tx, [member.hash]);
  const id = await beyondRegions(FROM_ANYWHERE, () => join(tx, file, member, known));
  await takePhone(tx, cipher, member, strangers);
  tellRegions(tx, strangers);
  return id;
}

/** Id of the person with this keyed hash; null when nobody is known by it. */
export async function findPersonId(tx: ActTransaction, hash: Buffer): Promise<string | null> {
  const [person] = await beyondRegions(FROM_ANYWHERE, () =>
    tx.query<{ id: string }[]>('select id from worker where id_number_hash = $1', [hash]),
  );
  return person?.id ?? null;
}

/** Locks the person with this ID number, wherever it is. */
async function findPerson(tx: ActTransaction, hash: Buffer): Promise<KnownPerson | null> {
  const [person] = await tx.query<KnownPerson[]>(
    `select w.id, w.name, w.household_id, h.status from worker w left join household h on h.id = w.household_id
     where w.id_number_hash = $1 for update of w`,
    [hash],
  );
  if (person?.status != null && ACTIVE_STATUSES.includes(person.status)) tx.refuse(new HouseholdAlreadyFiled(null));
  if (person?.status === FileStatus.TEMPORARY)
    tx.refuse(
      new RuleBroken('TEMPORARY_FILE_OPEN', 'idNumber', 'This person has a temporary file: convert or close it.'),
    );
  return person ?? null;
}

async function join(tx: ActTransaction, file: MemberFile, member: NewMember, known: KnownPerson): Promise<string> {
  if (known.name !== member.name)
    tx.refuse(
      new RuleBroken('NAME_AS_ON_FILE', 'name', 'This ID number is on file with another name: look at the card again.'),
    );
  if (known.household_id !== null)
    await tx.query(
      `insert into former_member (id, household_id, worker_id, relation, joined_on, left_on, reason)
       select $1, w.household_id, w.id, w.relation, w.member_since_on, greatest($2::date, w.member_since_on), $3 from worker w where w.id = $4`,
      [newId(), member.joinedOn, MemberEndReason.NEW_FILE, known.id],
    );
  await tx.query(
    `update worker set household_id = $2, relation = $3, member_since_on = $4, region_code = $5, union_id = coalesce(union_id, $6),
       employment_status = $7, version = version + 1 where id = $1`,
    [known.id, file.id, member.relation, member.joinedOn, file.regionCode, file.unionId, member.employmentStatus],
  );
  return known.id;
}

/** Who was known in another region alone comes with the phone that is given now, or with none. */
async function takePhone(
  tx: ActTransaction,
  cipher: FieldCipher,
  member: NewMember,
  strangers: readonly Stranger[],
): Promise<void> {
  const { phone_mask, phone_sealed, phone_hash } = phoneColumns(cipher, member.phone);
  for (const { id } of strangers)
    await tx.query('update worker set phone_mask = $2, phone_sealed = $3, phone_hash = $4 where id = $1', [
      ...[id, phone_mask, phone_sealed, phone_hash],
    ]);
}

const phoneColumns = (cipher: FieldCipher, phone: string | null) => ({
  phone_mask: phone === null ? null : maskPhone(phone),
  phone_sealed: phone === null ? null : cipher.seal(phone),
  phone_hash: phone === null ? null : cipher.hash(HASH_DOMAIN.phone, phone),
});

async function insert(tx: ActTransaction, cipher: FieldCipher, file: MemberFile, member: NewMember): Promise<string> {
  const { idNumber, phone } = member;
  const columns: Record<string, unknown> = {
    id: member.id,
    name: member.name,
    id_number_mask: maskId(idNumber),
    id_number_sealed: cipher.seal(idNumber),
    id_number_hash: member.hash,
    ...phoneColumns(cipher, phone),
    birth_year: Number(birthDateOf(idNumber).slice(0, 4)),
    gender: genderOf(idNumber),
    household_id: file.id,
    relation: member.relation,
    member_since_on: member.joinedOn,
    region_code: file.regionCode,
    union_id: file.unionId,
    is_migrant: false,
    employment_status: member.employmentStatus,
    is_union_member: false,
    version: 1,
  };
  const names = Object.keys(columns);
  await tx.query(
    `insert into worker (${names.join(', ')}) values (${names.map((_name, index) => `$${index + 1}`).join(', ')})`,
    Object.values(columns),
  );
  return member.id;
}
