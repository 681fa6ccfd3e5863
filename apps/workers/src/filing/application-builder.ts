import { newId } from '@nuan/kernel';
import { asFixture, insertRow, type Row, testCipher } from '@nuan/testing';
import type { DataSource } from 'typeorm';

import { anIdNumber } from '../row-builders';
import { ApplicationStatus } from './application-status';

/** Who takes part in the applications that tests begin with: four persons, so that nobody decides on what they did. */
export const OFFICERS = {
  maker: 'maker-1',
  reviewer: 'reviewer-1',
  verifier: 'verifier-1',
  checker: 'checker-1',
} as const;

/** What a test says of an application beside its state. */
export interface ApplicationAt {
  /** Columns of the application. */
  readonly row?: Row;
  readonly idNumber?: string;
  /** ID numbers of further members. */
  readonly members?: readonly string[];
}

/** An application that a test begins with. */
export interface BuiltApplication {
  readonly id: string;
  readonly version: number;
  readonly headId: string;
  readonly idNumber: string;
  readonly consentId: string;
  /** Null before it is on notice. */
  readonly noticeId: string | null;
}

const S = ApplicationStatus;
const ORDER: readonly ApplicationStatus[] = [
  S.DRAFT,
  S.SUBMITTED,
  S.FIRST_REVIEW,
  S.VISITED,
  S.CHECKED,
  S.PUBLICISED,
  S.APPROVED,
];

/** How far an application in a state has come; off the way it counts as handed in, an objected one as on notice. */
function reached(status: ApplicationStatus): number {
  if (status === S.OBJECTED) return ORDER.indexOf(S.PUBLICISED);
  return Math.max(ORDER.indexOf(status), status === S.DRAFT ? 0 : 1);
}

/**
 * An application in a state, with everything that led there: persons, amounts, consent, assessment, visit, checks, decisions,
 * notice. Give the owner's connection. It was begun and handed in on 2017-01-09; its notice stands since 2017-01-13 and, once
 * approved, was closed on 2017-01-22. Recorded ones are made by `aHousehold`.
 */
export function anApplicationAt(
  db: DataSource,
  status: ApplicationStatus,
  at: ApplicationAt = {},
): Promise<BuiltApplication> {
  return asFixture(db, (manager) => build(manager, status, at));
}

type Rows = Pick<DataSource, 'query'>;

/** One statement a row, all in the fixture's one transaction. */
async function put(db: Rows, table: string, row: Row): Promise<void> {
  const columns = Object.keys(row);
  const places = columns.map((_column, at) => `$${at + 1}`);
  await db.query(`insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`, Object.values(row));
}

async function build(
  db: Rows,
  status: ApplicationStatus,
  { row = {}, idNumber = anIdNumber(), members = [] }: ApplicationAt,
): Promise<BuiltApplication> {
  const [id, headId, consentId, assessmentId] = [newId(), newId(), newId(), newId()];
  const step = reached(status);
  const isSubmitted = step > 0;
  await put(db, 'filing_application', { ...draftRow(id), ...row });
  await aFilingPerson(db, id, { id: headId, relation: 'HEAD' }, idNumber);
  await put(db, 'consent', { ...consentRow(id, headId), id: consentId });
  for (const [at, member] of members.entries()) {
    const row = { ordinal: at + 1, relation: 'SPOUSE', employment_status: 'NOT_WORKING' };
    await put(db, 'consent', consentRow(id, await aFilingPerson(db, id, row, member)));
  }
  await put(db, 'filing_amount', {
    id: newId(),
    application_id: id,
    ordinal: 0,
    is_current: true,
    person_id: headId,
    kind: 'WAGE',
    amount_fen: '480000',
  });
  if (isSubmitted) await put(db, 'filing_assessment', assessmentRow(assessmentId, id, 1 + members.length));
  const noticeId = step >= ORDER.indexOf(S.PUBLICISED) ? newId() : null;
  await addSteps(db, id, consentId, step, noticeId);
  // Last: the state holds the persons, and the rows that it needs are there.
  await db.query(
    `update filing_application set submitted_at = $2, submitted_by = $3, consent_id = $4, assessment_id = $5, category = $6,
       reviewed_by = $7, verified_by = $8, approved_by = $9 where id = $1`,
    [
      id,
      ...(isSubmitted
        ? ['2017-01-09T10:00:00+08:00', OFFICERS.maker, consentId, assessmentId, 'MIN_LIVING']
        : [null, null, null, null, null]),
      step >= 2 ? OFFICERS.reviewer : null,
      step >= 4 ? OFFICERS.verifier : null,
      step >= 6 ? OFFICERS.checker : null,
    ],
  );
  await setStatus(db, id, status);
  return { id, version: 1, headId, idNumber, consentId, noticeId };
}

/** The database takes one step of the machine at a time; a fixture goes them all, at its first version. */
async function setStatus(db: Rows, id: string, status: ApplicationStatus): Promise<void> {
  const way: readonly ApplicationStatus[] =
    status === S.OBJECTED
      ? [...ORDER.slice(1, 6), S.OBJECTED]
      : ORDER.includes(status)
        ? ORDER.slice(1, ORDER.indexOf(status) + 1)
        : [S.SUBMITTED, status];
  for (const next of way) await db.query('update filing_application set status = $2 where id = $1', [id, next]);
}

const draftRow = (id: string): Row => ({
  id,
  status: 'DRAFT',
  region_code: '340103',
  union_id: newId(),
  tier: 'COUNTY',
  primary_cause: 'LAID_OFF',
  address_sealed: testCipher.seal('庐阳区样例路1号'),
  created_by: OFFICERS.maker,
  created_at: '2017-01-09T09:00:00+08:00',
  version: 1,
});

const consentRow = (applicationId: string, personId: string): Row => ({
  id: newId(),
  application_id: applicationId,
  filing_person_id: personId,
  purpose: 'FINANCIAL_CHECK',
  text_version: '2016-1',
  channel: 'PAPER',
  given_at: '2017-01-09T08:00:00+08:00',
  recorded_by: OFFICERS.maker,
});

const assessmentRow = (id: string, applicationId: string, members: number): Row => ({
  id,
  application_id: applicationId,
  rule_set_id: '2009',
  assessed_on: '2017-01-09',
  assessed_by: OFFICERS.maker,
  annual_income_fen: '480000',
  imputed_income_fen: '0',
  rigid_expense_fen: '0',
  members,
  line_fen: '50000',
  net_per_capita_fen: String(Math.floor(480_000 / members / 12)),
  is_accidental: false,
  result: 'MIN_LIVING',
  steps: JSON.stringify([
    { rule: 'GROSS_BELOW_LINE', figure: '400.00', comparison: '<', threshold: '500.00', holds: true },
  ]),
});

/** A person of an application: a laid-off man. */
async function aFilingPerson(
  db: Rows,
  applicationId: string,
  row: Row = {},
  idNumber: string = anIdNumber(),
): Promise<string> {
  const values = {
    id: newId(),
    application_id: applicationId,
    ordinal: 0,
    is_current: true,
    relation: 'OTHER',
    name: '张小明',
    id_number_mask: `${idNumber.slice(0, 3)}***********${idNumber.slice(-4)}`,
    id_number_sealed: testCipher.seal(idNumber),
    id_number_hash: testCipher.hash('id-number', idNumber),
    birth_year: Number(idNumber.slice(6, 10)),
    gender: 'MALE',
    employment_status: 'LAID_OFF',
    is_union_member: true,
    is_migrant: false,
    has_residence_permit: false,
    ...row,
  };
  await put(db, 'filing_person', values);
  return values.id;
}

async function addSteps(db: Rows, id: string, consentId: string, step: number, noticeId: string | null): Promise<void> {
  const decision = (stage: string, by: string, at: string): Promise<void> =>
    put(db, 'decision', {
      id: newId(),
      application_id: id,
      stage,
      verdict: 'PASSED',
      decided_by: by,
      decided_at: at,
    });
  if (step >= 2) await decision('FIRST_REVIEW', OFFICERS.reviewer, '2017-01-10T10:00:00+08:00');
  if (step >= 3)
    await put(db, 'household_visit', {
      id: newId(),
      application_id: id,
      visited_at: '2017-01-11T10:00:00+08:00',
      visited_by: ['visitor-1'],
      persons_met: 1,
      confirms_declaration: true,
    });
  if (step >= 4) {
    await put(db, 'data_check', dataCheckRow(id, consentId));
    await decision('VERIFICATION', OFFICERS.verifier, '2017-01-13T10:00:00+08:00');
  }
  if (noticeId !== null)
    await put(db, 'publicity_notice', {
      id: noticeId,
      kind: 'FILING',
      application_id: id,
      place: '单位公示栏',
      posted_on: '2017-01-13',
      min_working_days: 5,
      earliest_end_on: '2017-01-20',
      ...(step >= 6 ? { closed_on: '2017-01-22', outcome: 'UNCONTESTED' } : {}),
    });
  if (step >= 6) await decision('APPROVAL', OFFICERS.checker, '2017-01-22T10:00:00+08:00');
}

/** An answer of civil affairs, which every application needs. */
export const aDataCheck = (db: DataSource, applicationId: string, consentId: string, row: Row = {}): Promise<string> =>
  insertRow(db, 'data_check', { ...dataCheckRow(applicationId, consentId), ...row });

const dataCheckRow = (applicationId: string, consentId: string): Row => ({
  id: newId(),
  application_id: applicationId,
  consent_id: consentId,
  source: 'CIVIL_AFFAIRS',
  result: 'MATCH',
  checked_at: '2017-01-12T10:00:00+08:00',
});
