import { type FieldCipher, maskAccount, maskId, maskPhone, HASH_DOMAIN } from '@nuan/database';
import { InvalidInputError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { parseResidentId } from '@nuan/intake';
import { birthDateOf, isUuid } from '@nuan/kernel';

import { parseAccountNumber } from '../household/account-number';
import { brokenCauseRule } from '../household/causes';
import { Disability } from '../worker/disability';
import { HealthStatus } from '../worker/health-status';
import { HouseholdRelation } from '../worker/household-relation';
import { readName, readOptionalText, readPhone, readText } from '../worker/plain-text';
import { genderOf } from '../worker/resident-id';
import type { FilingAccountInput, FilingContentInput } from './filing-content.input';
import type { FilingPerson } from './filing-person.entity';
import type { FilingConsentInput, FilingPersonInput } from './filing-person.input';

/** Column values of a row, by SQL name. */
export type Columns = Readonly<Record<string, unknown>>;

/** A person as it is kept, with the consents that came with the form. */
export interface ReadPerson {
  /** The person that the client named as saved before; null for a new one. */
  readonly savedId: string | null;
  readonly hash: Buffer;
  readonly idNumber: string;
  readonly health: HealthStatus;
  readonly isDisabled: boolean;
  readonly columns: Columns;
  readonly consents: readonly FilingConsentInput[];
}

/** What an application says, read, checked and sealed. */
export interface ReadContent {
  readonly columns: Columns;
  readonly persons: readonly ReadPerson[];
  readonly amounts: FilingContentInput['amounts'];
}

/** What reading a form needs. */
export interface FormReading {
  readonly tx: ActTransaction;
  readonly cipher: FieldCipher;
  /** Persons saved before, for those whose sealed values are kept. */
  readonly saved: readonly FilingPerson[];
}

/** Path of the form within the input. */
const FORM = 'content';

/**
 * Reads the form of an application: texts, numbers by their check digits, causes, persons.
 *
 * @throws InvalidInputError for what no form may hold; refuses with RuleBroken what the rules of filing don't allow.
 */
export function readContent(reading: FormReading, input: FilingContentInput): ReadContent {
  const { tx, cipher } = reading;
  const broken = brokenCauseRule(input);
  if (broken) tx.refuse(new RuleBroken(broken.rule, `${FORM}.${broken.field}`, broken.message));
  const persons = input.persons.map((person, at) => readPerson(reading, person, `${FORM}.persons.${at}`));
  assertHousehold(tx, persons, input.persons);
  for (const [at, { amount, personIndex }] of input.amounts.entries()) {
    if (amount < 0n)
      throw new InvalidInputError(`${FORM}.amounts.${at}.amount`, 'AMOUNT_NEGATIVE', 'An amount is not negative.');
    if (personIndex != null && personIndex >= persons.length)
      throw new InvalidInputError(`${FORM}.amounts.${at}.personIndex`, 'PERSON_INDEX', 'There is no such person.');
  }
  const { declaration, housing, address, account } = input;
  const head = input.persons.find(({ relation }) => relation === HouseholdRelation.HEAD);
  const columns = {
    tier: input.tier ?? null,
    key_group: input.keyGroup ?? null,
    primary_cause: input.primaryCause ?? null,
    secondary_causes: input.secondaryCauses,
    other_cause: readOptionalText(input.otherCause, `${FORM}.otherCause`, 200),
    is_migrant: head?.migrant != null,
    is_accidental: input.isAccidental,
    can_help_itself: input.canHelpItself ?? null,
    housing_type: housing?.type ?? null,
    housing_area_m2: housing?.areaM2 ?? null,
    homes_owned: declaration.homesOwned,
    runs_business: declaration.runsBusiness,
    has_costly_schooling: declaration.hasCostlySchooling,
    keeps_vehicle: declaration.keepsVehicle,
    is_idle_without_reason: declaration.isIdleWithoutReason,
    ...addressColumns(cipher, address),
    ...accountColumns(tx, cipher, account, head?.name),
  };
  return { columns, persons, amounts: input.amounts };
}

function addressColumns(cipher: FieldCipher, address: string | null | undefined): Columns {
  if (address === undefined) return {};
  const text = readOptionalText(address, `${FORM}.address`, 200);
  return { address_sealed: text === null ? null : cipher.seal(text) };
}

/** The account, in the head's name: money for a household is paid to its head (I15). */
function accountColumns(
  tx: ActTransaction,
  cipher: FieldCipher,
  account: FilingAccountInput | null | undefined,
  headName: string | undefined,
): Columns {
  if (account === undefined) return {};
  const names = ['bank_name', 'bank_account_kind', 'bank_account_mask', 'bank_account_sealed', 'bank_account_hash'];
  if (account === null) return Object.fromEntries(names.map((name) => [name, null]));
  const bankName = readText(account.bankName, `${FORM}.account.bankName`, 50);
  const number = parseAccountNumber(account.accountNumber, account.kind, `${FORM}.account.accountNumber`);
  const holder = readName(account.holderName, `${FORM}.account.holderName`);
  if (headName === undefined || holder !== readName(headName, `${FORM}.persons`))
    tx.refuse(
      new RuleBroken('ACCOUNT_NOT_OF_HEAD', `${FORM}.account.holderName`, 'The account must be in the head’s name.'),
    );
  const values = [
    bankName,
    account.kind,
    maskAccount(bankName, number),
    cipher.seal(number),
    cipher.hash(HASH_DOMAIN.bankAccount, number),
  ];
  return Object.fromEntries(names.map((name, at) => [name, values[at]]));
}

function readPerson(reading: FormReading, input: FilingPersonInput, path: string): ReadPerson {
  const { tx, cipher, saved } = reading;
  const before = input.id == null ? null : (saved.find(({ id }) => id === input.id) ?? null);
  if (input.id != null && before === null)
    throw new InvalidInputError(`${path}.id`, 'PERSON_UNKNOWN', 'The application has no such person.');
  if (input.idNumber == null && before === null)
    throw new InvalidInputError(`${path}.idNumber`, 'RESIDENT_ID', 'A new person needs the ID number.');
  const idNumber =
    input.idNumber == null && before !== null
      ? cipher.open(before.idNumberSealed)
      : parseResidentId(input.idNumber ?? '', tx.today, `${path}.idNumber`);
  const hash = cipher.hash(HASH_DOMAIN.idNumber, idNumber);
  const { health, sealed, isDisabled } = readHealth(cipher, input, before);
  const columns = {
    ...phoneColumns(cipher, input.phone, before, `${path}.phone`),
    ...plainColumns(tx, input, path),
    relation: input.relation,
    name: readName(input.name, `${path}.name`),
    id_number_mask: maskId(idNumber),
    id_number_sealed: cipher.seal(idNumber),
    id_number_hash: hash,
    birth_year: Number(birthDateOf(idNumber).slice(0, 4)),
    gender: genderOf(idNumber),
    ...sealed,
  };
  return { savedId: before?.id ?? null, hash, idNumber, health, isDisabled, columns, consents: input.consents };
}

/** Illness and disability as they are declared now; what isn't spoken of stays as it was saved, since whoever writes sees only a mask. */
function readHealth(
  cipher: FieldCipher,
  { health: declared, disability }: FilingPersonInput,
  before: FilingPerson | null,
): { readonly health: HealthStatus; readonly isDisabled: boolean; readonly sealed: Columns } {
  const saved = before?.healthSealed ? (cipher.open(before.healthSealed) as HealthStatus) : HealthStatus.GOOD;
  const health = declared ?? saved;
  const kept = disability === undefined ? (before?.disabilitySealed ?? null) : null;
  const disabilitySealed = disability
    ? cipher.seal(new Disability(disability.kind, disability.grade).toString())
    : kept;
  const sealed = {
    health_sealed: health === HealthStatus.GOOD ? null : cipher.seal(health),
    disability_sealed: disabilitySealed,
  };
  return { health, isDisabled: disabilitySealed !== null, sealed };
}

function phoneColumns(
  cipher: FieldCipher,
  phone: string | null | undefined,
  before: FilingPerson | null,
  field: string,
): Columns {
  if (phone === undefined && before !== null)
    return { phone_mask: before.phoneMask, phone_sealed: before.phoneSealed, phone_hash: before.phoneHash };
  if (phone == null) return { phone_mask: null, phone_sealed: null, phone_hash: null };
  const digits = readPhone(phone, field);
  return {
    phone_mask: maskPhone(digits),
    phone_sealed: cipher.seal(digits),
    phone_hash: cipher.hash(HASH_DOMAIN.phone, digits),
  };
}

/** What needs no sealing: work, contract, evidence, schooling. */
function plainColumns(tx: ActTransaction, input: FilingPersonInput, path: string): Columns {
  const { employerId = null, diversion = null, contractFrom = null, contractUntil = null, migrant, study } = input;
  if (employerId !== null && !isUuid(employerId))
    throw new InvalidInputError(`${path}.employerId`, 'ID', 'This is not the id of an enterprise.');
  if (diversion !== null && employerId === null)
    tx.refuse(
      new RuleBroken('DIVERSION_WITHOUT_EMPLOYER', `${path}.diversion`, 'Name the employer that diverted the worker.'),
    );
  if (contractFrom !== null && contractUntil !== null && contractUntil < contractFrom)
    tx.refuse(new RuleBroken('CONTRACT_ORDER', `${path}.contractUntil`, 'The contract ends before it begins.'));
  return {
    employment_status: input.employmentStatus,
    occupation_group: input.occupationGroup ?? null,
    employer_id: employerId,
    model_worker_level: input.modelWorkerLevel ?? null,
    is_union_member: input.unionMember,
    is_migrant: migrant != null,
    contract_from_on: contractFrom,
    contract_until_on: contractUntil,
    employed_since_on: migrant?.employedSince ?? null,
    resident_since_on: migrant?.residentSince ?? null,
    has_residence_permit: migrant?.hasResidencePermit ?? false,
    diversion,
    study_level: study?.level ?? null,
    school_name: readOptionalText(study?.school, `${path}.study.school`, 100),
    enrolled_year: study?.enrolledYear ?? null,
    programme_years: study?.programmeYears ?? null,
  };
}

/** Nobody twice, and not two heads. */
function assertHousehold(
  tx: ActTransaction,
  persons: readonly ReadPerson[],
  inputs: readonly FilingPersonInput[],
): void {
  const seen = new Set<string>();
  for (const [at, { hash }] of persons.entries()) {
    const key = hash.toString('hex');
    if (seen.has(key))
      tx.refuse(
        new RuleBroken('PERSON_TWICE', `${FORM}.persons.${at}.idNumber`, 'This person is in the list already.'),
      );
    seen.add(key);
  }
  const heads = inputs.filter(({ relation }) => relation === HouseholdRelation.HEAD).length;
  if (heads > 1)
    tx.refuse(new RuleBroken('ONE_HEAD', `${FORM}.persons`, 'A household has exactly one head.', { heads }));
}
