import { addMonths, ArchiveTier, HardshipCategory, HardshipCause, isResidentId, newId } from '@nuan/kernel';
import { insertRow, type Row, testCipher } from '@nuan/testing';
import type { DataSource } from 'typeorm';

import type { NewFile, NewPerson } from './household/new-file';
import { EmploymentStatus } from './worker/employment-status';
import { HealthStatus } from './worker/health-status';
import { HouseholdRelation } from './worker/household-relation';

let serial = 0;
const next = (): number => (serial += 1);

/** What a test says of a household beside its columns. */
export interface HouseholdRow extends Row {
  /** Columns of its head. */
  readonly head?: Row;
}

/** A household and its head by id. */
export interface FiledHousehold {
  readonly id: string;
  readonly headId: string;
  readonly fileNo: string;
}

const ID_NUMBER_COLUMNS = (idNumber: string): Row => ({
  id_number_mask: `${idNumber.slice(0, 3)}***********${idNumber.slice(-4)}`,
  id_number_sealed: testCipher.seal(idNumber),
  id_number_hash: testCipher.hash('id-number', idNumber),
});

/** A person on post in Luyang, without a filed household. */
export async function aWorker(db: Pick<DataSource, 'query'>, row: Row = {}): Promise<string> {
  const id = newId();
  const values = {
    id,
    name: '张小明',
    ...ID_NUMBER_COLUMNS(`34990019700101${String(1000 + next())}`),
    birth_year: 1970,
    gender: 'MALE',
    region_code: '340103',
    is_migrant: false,
    employment_status: 'ON_POST',
    is_union_member: true,
    version: 1,
    ...row,
  };
  await insertRow(db, 'worker', values);
  return String(values.id);
}

/** A grass-roots union of Luyang, as its owner's feed tells of it. */
export async function aUnion(db: Pick<DataSource, 'query'>, row: Row = {}): Promise<string> {
  const values = { id: newId(), level: 'GRASSROOTS', region_code: '340103', source_version: '1', ...row };
  await insertRow(db, 'union_projection', values);
  return String(values.id);
}

/** A recorded household of two in Luyang: income 400 yuan a head, line 500 yuan, reviewed in May 2016. */
export async function aHousehold(db: DataSource, { head, ...row }: HouseholdRow = {}): Promise<FiledHousehold> {
  const [id, headId, fileNo] = [newId(), newId(), `T-${String(next()).padStart(6, '0')}`];
  const values = {
    id,
    file_no: fileNo,
    status: 'RECORDED',
    tier: 'COUNTY',
    category: 'MIN_LIVING',
    rule_set: '2009',
    primary_cause: 'MAJOR_ILLNESS',
    secondary_causes: [],
    is_migrant: false,
    is_zero_employment: false,
    is_model_worker: false,
    region_code: '340103',
    union_id: newId(),
    head_id: headId,
    size: 2,
    annual_income_fen: '960000',
    rigid_expense_fen: '0',
    net_per_capita_fen: '40000',
    line_fen: '50000',
    assessed_size: 2,
    assessed_on: '2016-05-10',
    recorded_on: '2015-05-11',
    last_reviewed_on: '2016-05-10',
    next_review_due_on: '2017-05-10',
    version: 1,
    changed_at: '2016-05-10T10:00:00+08:00',
    ...row,
  };
  await db.transaction(async (manager) => {
    await insertRow(manager, 'household', values);
    await aWorker(manager, {
      id: headId,
      household_id: id,
      relation: 'HEAD',
      region_code: values.region_code,
      ...head,
    });
  });
  return { id, headId, fileNo: String(values.file_no) };
}

/** The columns of a household that left the register on a day. */
export function exitOn(day: string, reason = 'SELF_SUPPORTING'): Row {
  const status = ['SELF_SUPPORTING', 'FALLBACK_RELIEVED'].includes(reason) ? 'EXITED' : 'CANCELLED';
  return {
    status,
    exited_on: day,
    exit_reason: reason,
    follow_up_until_on: status === 'EXITED' ? addMonths(day, 6) : null,
  };
}

/** A member of a household. */
export const aMember = (db: DataSource, householdId: string, row: Row = {}): Promise<string> =>
  aWorker(db, { household_id: householdId, relation: 'SPOUSE', ...row });

/** An undergraduate of a household. */
export async function aStudent(
  db: DataSource,
  householdId: string,
  row: Row = {},
): Promise<{ id: string; personId: string }> {
  const id = newId();
  const personId = await aMember(db, householdId, {
    relation: 'CHILD',
    employment_status: 'STUDENT',
    birth_year: 1997,
  });
  const values = {
    id,
    worker_id: personId,
    household_id: householdId,
    level: 'UNDERGRADUATE',
    enrolled_year: 2015,
    version: 1,
    ...row,
  };
  await insertRow(db, 'student', values);
  return { id, personId };
}

/** What workers knows of an enterprise; a closed coal mine in Luyang when nothing else is said. */
export async function anEnterprise(db: DataSource, row: Row = {}): Promise<string> {
  const id = newId();
  await insertRow(db, 'enterprise_projection', {
    id,
    region_code: '340103',
    distress: 'OVERCAPACITY_CLOSED',
    industry: 'COAL',
    headcount: 900,
    source_version: 1,
    ...row,
  });
  return id;
}

/** An application handed in with consent, by an applicant without a file. Give the owner's connection: the application begins every one as a draft. */
export async function anApplication(db: DataSource, row: Row = {}): Promise<string> {
  const [id, consentId] = [newId(), newId()];
  const applicant = typeof row['applicant_id'] === 'string' ? row['applicant_id'] : await aWorker(db);
  await insertRow(db, 'consent', {
    id: consentId,
    worker_id: applicant,
    purpose: 'FINANCIAL_CHECK',
    text_version: '2016-1',
    channel: 'PAPER',
    given_at: '2016-11-01T09:00:00+08:00',
  });
  await insertRow(db, 'filing_application', {
    id,
    status: 'SUBMITTED',
    applicant_id: applicant,
    consent_id: consentId,
    region_code: '340103',
    union_id: newId(),
    category: 'MIN_LIVING',
    primary_cause: 'LAID_OFF',
    created_by: 'officer-1',
    created_at: '2016-11-01T09:00:00+08:00',
    submitted_at: '2016-11-01T10:00:00+08:00',
    version: 1,
    ...row,
  });
  return id;
}

/** An exit review under way. */
export async function anExitReview(db: DataSource, householdId: string, row: Row = {}): Promise<string> {
  const id = newId();
  await insertRow(db, 'exit_review', {
    id,
    household_id: householdId,
    region_code: '340103',
    state: 'PROPOSED',
    reason: 'SELF_SUPPORTING',
    months_above_line: 6,
    proposed_by: 'officer-1',
    proposed_on: '2017-01-10',
    version: 1,
    ...row,
  });
  return id;
}

/** A request of a person to be erased, not decided yet, where the person is. */
export const anErasureRequest = (db: DataSource, workerId: string, regionCode: string): Promise<string> =>
  aRow(db, 'erasure_request', {
    worker_id: workerId,
    region_code: regionCode,
    state: 'REQUESTED',
    wish: '请删除本人信息',
    requested_by: 'maker-1',
    requested_at: '2016-01-02T09:00:00+08:00',
    version: 1,
  });

/** A copy that a person asked for; not opened yet unless the row says otherwise. */
export const aSubjectExport = (db: DataSource, workerId: string, regionCode: string, row: Row = {}): Promise<string> =>
  aRow(db, 'subject_export', {
    worker_id: workerId,
    region_code: regionCode,
    reason: '本人到窗口申请',
    requested_by: 'county-1',
    requested_at: '2016-01-02T09:00:00+08:00',
    expires_at: '2016-01-09T09:00:00+08:00',
    ...row,
  });

/** Where what a person asked about its own data lies now: the open request to be erased, and each copy. */
export const requestRegions = async (db: DataSource, workerId: string): Promise<object[]> =>
  db.query<object[]>(
    `select 'ERASURE' as what, region_code, version from erasure_request where worker_id = $1
     union all select case when opened_at is null then 'COPY' else 'COPY_OPENED' end, region_code, null from subject_export where worker_id = $1
     order by what`,
    [workerId],
  );

/** Any other row, with an id of its own. */
export async function aRow(db: DataSource, table: string, row: Row): Promise<string> {
  const id = newId();
  await insertRow(db, table, { id, ...row });
  return id;
}

/** A resident ID number of the division 349900, which doesn't exist, with its right check character. */
export function anIdNumber(bornOn = '1970-01-01', sequence: number = next()): string {
  const body = `349900${bornOn.replaceAll('-', '')}${String(sequence % 1000).padStart(3, '0')}`;
  return [...'0123456789X'].map((check) => body + check).find((text) => isResidentId(text, '2999-12-31')) ?? body;
}

/** A person of a file to be opened: a laid-off man born in 1970. */
export const aNewPerson = (row: Partial<NewPerson> = {}): NewPerson => ({
  relation: HouseholdRelation.HEAD,
  name: '张小明',
  idNumber: anIdNumber(),
  phone: null,
  employmentStatus: EmploymentStatus.LAID_OFF,
  occupationGroup: null,
  employerId: null,
  health: HealthStatus.GOOD,
  disability: null,
  modelWorkerLevel: null,
  contractUntilOn: null,
  isUnionMember: true,
  isMigrant: false,
  diversion: null,
  student: null,
  consents: [],
  ...row,
});

/** A file to be opened in Luyang: one laid-off person, 400 yuan a month against a line of 500. */
export const aNewFile = (row: Partial<NewFile> = {}): NewFile => ({
  applicationId: null,
  previousFileId: null,
  regionCode: '340103',
  unionId: newId(),
  tier: ArchiveTier.COUNTY,
  category: HardshipCategory.MIN_LIVING,
  ruleSet: '2009',
  overrideReason: null,
  overrideApprovedBy: null,
  primaryCause: HardshipCause.LAID_OFF,
  secondaryCauses: [],
  otherCause: null,
  isMigrant: false,
  canHelpItself: null,
  keyGroup: null,
  measure: null,
  annualIncomeFen: 480_000n,
  rigidExpenseFen: 0n,
  lineFen: 50_000n,
  assessedOn: '2017-01-20',
  housing: null,
  address: null,
  bank: null,
  recordedOn: '2017-01-23',
  lastVisitedAt: null,
  persons: [aNewPerson()],
  ...row,
});
