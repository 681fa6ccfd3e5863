import { beyondRegions, type FieldCipher, maskAccount, maskId, maskPhone, HASH_DOMAIN } from '@nuan/database';
import { FaultError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { addMonths, birthDateOf, newId, yearOf } from '@nuan/kernel';

import { EmploymentStatus } from '../worker/employment-status';
import { HealthStatus } from '../worker/health-status';
import { HouseholdRelation } from '../worker/household-relation';
import { genderOf } from '../worker/resident-id';
import { convertTemporary, lockTemporary } from './convert-temporary';
import { nextFileNo } from './file-number';
import { findHolder, HouseholdAlreadyFiled } from './household-already-filed';
import { netPerCapitaFen } from './income-assessment';
import type { NewAccount, NewFile, NewPerson, OpenedFile } from './new-file';
import { assertOwnNames, FROM_ANYWHERE, leavePhones, tellRegions } from './stranger';

/** Months after which a file is reviewed (I26). */
const REVIEW_MONTHS = 12;

const EMPLOYED: readonly EmploymentStatus[] = [EmploymentStatus.ON_POST, EmploymentStatus.MIGRANT];

/**
 * Opens a file (建档): household, persons, schooling, number and first event, in the caller's act. Recording an application and
 * importing a row both end here, so that both keep one household to one file.
 *
 * Who is in an active file, or in another application in hand, is found by the keyed hash of the ID number across heads and
 * members; a person of a file that ended is filed again and leaves the old one; of another
 * region by the same name alone, without the phone of before, and on record there. Nothing is written when the answer is
 * `HouseholdAlreadyFiled`. A temporary file named as the one of before becomes the filed one, so that what was paid under it stays
 * with the household. Of two that run at once the key of `active_person` lets one commit; the other gets a unique
 * violation that `isHeldElsewhere` recognises.
 */
export async function openFile(
  tx: ActTransaction,
  cipher: FieldCipher,
  file: NewFile,
): Promise<OpenedFile | HouseholdAlreadyFiled> {
  const hashes = file.persons.map(({ idNumber }) => cipher.hash(HASH_DOMAIN.idNumber, idNumber));
  const holder = await findHolder(tx, hashes, file.applicationId);
  if (holder) return HouseholdAlreadyFiled.seenBy(tx.viewer, holder);
  const strangers = await assertOwnNames(tx, file.persons, hashes);
  await leavePhones(tx, strangers);
  const workerIds = await beyondRegions(FROM_ANYWHERE, () => putPersons(tx, cipher, file, hashes));
  const head = file.persons.findIndex(({ relation }) => relation === HouseholdRelation.HEAD);
  const headId = workerIds[head];
  if (headId === undefined) throw new FaultError('a file to be opened has no head');
  const temporary = await lockTemporary(tx, file.previousFileId);
  const householdId = temporary?.id ?? newId();
  const fileNo = await nextFileNo(tx, file.regionCode, yearOf(file.recordedOn));
  const values = householdValues(tx, cipher, file, { householdId, fileNo, headId });
  if (temporary === null) await insertHousehold(tx, values);
  if (file.applicationId !== null) await recordApplication(tx, file.applicationId, householdId, headId);
  if (temporary !== null) await convertTemporary(tx, temporary, values, workerIds);
  await beyondRegions(FROM_ANYWHERE, async () => {
    await joinHousehold(tx, file, householdId, workerIds);
    await putStudents(tx, file, householdId, workerIds);
  });
  const happening =
    temporary === null ? { kind: 'RECORDED', note: null } : { kind: 'CONVERTED', note: temporary.fileNo };
  await tx.query(
    `insert into file_event (id, household_id, kind, happened_at, actor_id, note) values ($1, $2, $3, $4, $5, $6)`,
    [newId(), householdId, happening.kind, tx.now, tx.viewer.subject, happening.note],
  );
  tx.about('Household', householdId);
  tx.about('Worker', workerIds);
  tx.within(file.regionCode);
  tellRegions(tx, strangers);
  return { householdId, fileNo, headId, workerIds };
}

/** Columns of a person's row that a declaration fills, in the order of `personValues`. */
export const PERSON_COLUMNS = `name, id_number_mask, id_number_sealed, id_number_hash, phone_mask, phone_sealed, phone_hash, birth_year, gender,
  region_code, union_id, employer_id, is_migrant, employment_status, occupation_group, health_sealed, disability_sealed,
  model_worker_level, contract_until_on, is_union_member, diversion`;

/** What the union knew of a person before gives way to what the household declared; a phone that isn't given now stays. */
export const PERSON_KNOWN = `
on conflict (id_number_hash) where id_number_hash is not null do update set
  name = excluded.name,
  phone_mask = coalesce(excluded.phone_mask, w.phone_mask), phone_sealed = coalesce(excluded.phone_sealed, w.phone_sealed),
  phone_hash = coalesce(excluded.phone_hash, w.phone_hash),
  birth_year = excluded.birth_year, gender = excluded.gender, region_code = excluded.region_code, union_id = excluded.union_id,
  employer_id = excluded.employer_id, is_migrant = excluded.is_migrant, employment_status = excluded.employment_status,
  occupation_group = excluded.occupation_group, health_sealed = excluded.health_sealed, disability_sealed = excluded.disability_sealed,
  model_worker_level = excluded.model_worker_level, contract_until_on = excluded.contract_until_on,
  is_union_member = excluded.is_union_member, diversion = excluded.diversion, version = w.version + 1`;

const PUT_PERSON = `
insert into worker as w (id, ${PERSON_COLUMNS}, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, 1)
${PERSON_KNOWN}
returning id`;

/** One row per person, made or brought up to date, always in the order of their hashes, so that two acts can't lock each other out. */
async function putPersons(
  tx: ActTransaction,
  cipher: FieldCipher,
  file: NewFile,
  hashes: readonly Buffer[],
): Promise<string[]> {
  const order = hashes.map((hash, at) => ({ hash, at })).sort((a, b) => Buffer.compare(a.hash, b.hash));
  const ids: string[] = new Array<string>(hashes.length).fill('');
  for (const { hash, at } of order) {
    const person = file.persons[at];
    if (person === undefined) continue;
    const [row] = await tx.query<{ id: string }[]>(PUT_PERSON, [newId(), ...personValues(cipher, person, hash, file)]);
    ids[at] = row?.id ?? '';
  }
  return ids;
}

/** Values of a person's row, sealed, hashed and masked, in the order of {@link PERSON_COLUMNS}. */
export function personValues(cipher: FieldCipher, person: NewPerson, hash: Buffer, file: NewFile): unknown[] {
  const { idNumber, phone, health, disability } = person;
  return [
    person.name,
    maskId(idNumber),
    cipher.seal(idNumber),
    hash,
    phone === null ? null : maskPhone(phone),
    phone === null ? null : cipher.seal(phone),
    phone === null ? null : cipher.hash(HASH_DOMAIN.phone, phone),
    Number(birthDateOf(idNumber).slice(0, 4)),
    genderOf(idNumber),
    file.regionCode,
    file.unionId,
    person.employerId,
    person.isMigrant,
    person.employmentStatus,
    person.occupationGroup,
    health === HealthStatus.GOOD ? null : cipher.seal(health),
    disability === null ? null : cipher.seal(disability.toString()),
    person.modelWorkerLevel,
    person.contractUntilOn,
    person.isUnionMember,
    person.employerId === null ? null : person.diversion,
  ];
}

/** Columns of the file by name: what was declared, what was assessed, and the dates that follow from its recording. */
export function householdValues(
  tx: Pick<ActTransaction, 'now'>,
  cipher: FieldCipher,
  file: NewFile,
  ids: Omit<OpenedFile, 'workerIds'>,
): Readonly<Record<string, unknown>> {
  const { housing, persons } = file;
  const head = persons.find(({ relation }) => relation === HouseholdRelation.HEAD);
  return {
    id: ids.householdId,
    file_no: ids.fileNo,
    previous_file_id: file.previousFileId,
    status: 'RECORDED',
    tier: file.tier,
    category: file.category,
    rule_set: file.ruleSet,
    override_reason: file.overrideReason,
    override_approved_by: file.overrideApprovedBy,
    primary_cause: file.primaryCause,
    secondary_causes: file.secondaryCauses,
    other_cause: file.otherCause,
    is_migrant: file.isMigrant,
    is_zero_employment: !persons.some(({ employmentStatus }) => EMPLOYED.includes(employmentStatus)),
    is_model_worker: head?.modelWorkerLevel != null,
    can_help_itself: file.canHelpItself,
    key_group: file.keyGroup,
    measure: file.measure,
    region_code: file.regionCode,
    union_id: file.unionId,
    employer_id: head?.employerId ?? null,
    head_id: ids.headId,
    size: persons.length,
    ...assessmentValues(file),
    housing_type: housing?.type ?? null,
    housing_area_m2: housing?.areaM2 ?? null,
    address_sealed: file.address === null ? null : cipher.seal(file.address),
    ...accountValues(cipher, file.bank),
    recorded_on: file.recordedOn,
    next_review_due_on: addMonths(file.recordedOn, REVIEW_MONTHS),
    last_visited_at: file.lastVisitedAt,
    version: 1,
    changed_at: tx.now,
  };
}

function assessmentValues(file: NewFile): Readonly<Record<string, unknown>> {
  const { annualIncomeFen, rigidExpenseFen, persons } = file;
  return {
    annual_income_fen: annualIncomeFen,
    rigid_expense_fen: rigidExpenseFen,
    net_per_capita_fen: netPerCapitaFen(annualIncomeFen, rigidExpenseFen, persons.length),
    line_fen: file.lineFen,
    assessed_size: persons.length,
    assessed_on: file.assessedOn,
  };
}

/** The columns of an account, sealed, hashed and masked; none without one. */
export function accountValues(cipher: FieldCipher, bank: NewAccount | null): Readonly<Record<string, unknown>> {
  if (bank === null) return { bank_account_name_checked: true };
  return {
    bank_name: bank.bankName,
    bank_account_kind: bank.kind,
    bank_account_mask: maskAccount(bank.bankName, bank.accountNumber),
    bank_account_sealed: cipher.seal(bank.accountNumber),
    bank_account_hash: cipher.hash(HASH_DOMAIN.bankAccount, bank.accountNumber),
    bank_account_name_checked: bank.isNameChecked ?? true,
  };
}

async function insertHousehold(tx: ActTransaction, values: Readonly<Record<string, unknown>>): Promise<void> {
  const columns = Object.keys(values);
  const places = columns.map((_column, at) => `$${at + 1}`);
  await tx.query(
    `insert into household (${columns.join(', ')}) values (${places.join(', ')})`,
    Object.values(values).map((value) => (typeof value === 'bigint' ? value.toString() : value)),
  );
}

/** The application lets its persons go in the same act in which the file takes them. */
async function recordApplication(
  tx: ActTransaction,
  applicationId: string,
  householdId: string,
  headId: string,
): Promise<void> {
  await tx.query(
    `update filing_application set status = 'RECORDED', household_id = $2, applicant_id = $3, recorded_at = $4, version = version + 1
     where id = $1`,
    [applicationId, householdId, headId, tx.now],
  );
  tx.about('FilingApplication', applicationId);
}

/** Who comes from a file that ended leaves a trace there, and is here since the filing, like everyone of the application. */
async function joinHousehold(
  tx: ActTransaction,
  { persons, recordedOn }: NewFile,
  householdId: string,
  workerIds: readonly string[],
): Promise<void> {
  await tx.query(
    `insert into former_member (id, household_id, worker_id, relation, joined_on, left_on)
     select gen_random_uuid(), w.household_id, w.id, w.relation, w.member_since_on, greatest(coalesce(h.exited_on, $2::date), w.member_since_on)
     from worker w join household h on h.id = w.household_id where w.id = any($1::uuid[]) and h.id <> $3`,
    [workerIds, recordedOn, householdId],
  );
  await tx.query(
    `update worker w set household_id = $1, relation = j.relation, member_since_on = null, version = w.version + 1
     from unnest($2::uuid[], $3::text[]) j (id, relation) where w.id = j.id`,
    [householdId, workerIds, persons.map(({ relation }) => relation)],
  );
}

const PUT_STUDENT = `
insert into student as s (id, worker_id, household_id, level, school_name, enrolled_year, programme_years, version)
values ($1, $2, $3, $4, $5, $6, $7, 1)
on conflict on constraint student_worker_id_unique do update set household_id = excluded.household_id, level = excluded.level,
  school_name = excluded.school_name, enrolled_year = excluded.enrolled_year, programme_years = excluded.programme_years,
  version = s.version + 1`;

async function putStudents(
  tx: ActTransaction,
  { persons }: NewFile,
  householdId: string,
  workerIds: readonly string[],
): Promise<void> {
  for (const [at, { student }] of persons.entries()) {
    if (student === null) continue;
    const { level, schoolName, enrolledYear, programmeYears } = student;
    const values = [newId(), workerIds[at], householdId, level, schoolName, enrolledYear, programmeYears];
    await tx.query(PUT_STUDENT, values);
  }
}
