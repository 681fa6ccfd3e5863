import { type RowReader, parseResidentId, byRule } from '@nuan/intake';
import type { LocalDate } from '@nuan/kernel';

import type { NewPerson, NewStudent } from '../household/new-file';

import { Disability } from '../worker/disability';
import { HealthStatus } from '../worker/health-status';
import { HouseholdRelation } from '../worker/household-relation';
import { readName, readPhone } from '../worker/plain-text';
import { genderOf } from '../worker/resident-id';
import { HOUSEHOLD_KEYS } from './import-columns';
import { type ImportedConsents, readConsents } from './import-consents';
import { type ImportedHousehold, readHousehold } from './import-household-cells';
import { IMPORT_WORDS } from './import-words';

/** A row that was read without an error, as it is kept sealed until it is written: plain JSON. */
export interface ImportedRow extends ImportedConsents {
  readonly householdNo: string;
  readonly relation: HouseholdRelation;
  readonly name: string;
  readonly idNumber: string;
  readonly phone: string | null;
  readonly employmentStatus: NewPerson['employmentStatus'];
  readonly occupationGroup: NewPerson['occupationGroup'];
  readonly health: HealthStatus;
  /** As the text that is sealed. */
  readonly disability: string | null;
  readonly modelWorkerLevel: NewPerson['modelWorkerLevel'];
  readonly isMigrant: boolean;
  readonly isUnionMember: boolean;
  readonly contractUntilOn: LocalDate | null;
  readonly study: NewStudent | null;
  /** Of the head's row alone. */
  readonly household: ImportedHousehold | null;
}

/** Reads the cells of one row; null when something bars it, told to the row. */
export function readImportRow(row: RowReader, today: LocalDate): ImportedRow | null {
  const householdNo = row.required('householdNo', row.text('householdNo', 40));
  const relation = row.required('relation', row.oneOf('relation', IMPORT_WORDS.relation));
  const name = row.required(
    'name',
    byRule(row, 'name', (text) => readName(text, 'name')),
  );
  const idNumber = row.required(
    'idNumber',
    byRule(row, 'idNumber', (text) => parseResidentId(text, today)),
  );
  const employmentStatus = row.required(
    'employmentStatus',
    row.oneOf('employmentStatus', IMPORT_WORDS.employmentStatus),
  );
  const told = {
    phone: byRule(row, 'phone', (text) => readPhone(text, 'phone')),
    occupationGroup: row.oneOf('occupationGroup', IMPORT_WORDS.occupationGroup),
    health: row.oneOf('health', IMPORT_WORDS.health) ?? HealthStatus.GOOD,
    disability: readDisability(row),
    modelWorkerLevel: row.oneOf('modelWorkerLevel', IMPORT_WORDS.modelWorkerLevel),
    isMigrant: row.flag('isMigrant') ?? false,
    isUnionMember: row.flag('isUnionMember') ?? false,
    contractUntilOn: row.date('contractUntilOn'),
    study: readStudy(row),
  };
  const rest = { ...told, ...readConsents(row, { ...told, idNumber }, today) };
  assertGender(row, idNumber);
  const household =
    relation === HouseholdRelation.HEAD ? readHousehold(row, name, today) : refuseHousehold(row, relation);
  if (row.isBarred || !householdNo || !relation || !name || !idNumber || !employmentStatus) return null;
  return { householdNo, relation, name, idNumber, employmentStatus, ...rest, household };
}

function assertGender(row: RowReader, idNumber: string | null): void {
  const gender = row.oneOf('gender', IMPORT_WORDS.gender);
  if (gender !== null && idNumber !== null && gender !== genderOf(idNumber))
    row.refuse('gender', 'GENDER_OF_ID_NUMBER', 'The ID number says otherwise: one of the two is wrong.');
}

function readDisability(row: RowReader): string | null {
  const kind = row.oneOf('disability', IMPORT_WORDS.disability);
  const grade = row.integer('disabilityGrade', 1, 4);
  if (kind !== null && grade !== null) return new Disability(kind, grade).toString();
  if (kind !== null || grade !== null)
    row.refuse(kind === null ? 'disability' : 'disabilityGrade', 'DISABILITY_WHOLE', 'Write kind and grade together.');
  return null;
}

function readStudy(row: RowReader): NewStudent | null {
  const level = row.oneOf('studyLevel', IMPORT_WORDS.studyLevel);
  const study = {
    schoolName: row.text('schoolName', 100),
    enrolledYear: row.integer('enrolledYear', 1980, 2100),
    programmeYears: row.integer('programmeYears', 1, 12),
  };
  if (level !== null) return { level, ...study };
  if (Object.values(study).some((value) => value !== null))
    row.refuse('studyLevel', 'STUDY_WHOLE', 'Write the level of study with the school.');
  return null;
}

/** What belongs to the household is written once, so that no two rows can say different things. */
function refuseHousehold(row: RowReader, relation: HouseholdRelation | null): null {
  if (relation !== null)
    for (const key of HOUSEHOLD_KEYS)
      if (row.text(key) !== null) row.refuse(key, 'ON_THE_HEAD_ROW', 'Write this on the row of the head only.');
  return null;
}
