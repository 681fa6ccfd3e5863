import { beyondRegions, insertRows } from '@nuan/database';
import { FaultError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import type { ImportRun, ListImportRules, RowRefusal, WrittenRow } from '@nuan/intake';
import { type LocalDate, newId, regionPrefix } from '@nuan/kernel';

import { enrollmentMachine } from '../training/enrollment.machine';
import { ENROLLMENT_COLUMNS, type ImportedEnrollment, readEnrollmentRow } from './import-row';

interface EnrollmentRun extends ImportRun {
  readonly session_id: string;
}

/** A person where the session is. */
interface PersonThere {
  readonly region: string;
  readonly isErased: boolean;
}

const UNKNOWN_PERSON: RowRefusal = {
  column: 'personId',
  rule: 'PERSON_OF_REGION',
  message: 'No person with this number lives in the region of the session.',
};
const ERASED: RowRefusal = {
  column: 'personId',
  rule: 'PERSON_ERASED',
  message: 'The data of this person was erased.',
};
const ENROLLED: RowRefusal = {
  column: 'personId',
  rule: 'ENROLLED_ONCE',
  message: 'This person has applied for the session already.',
};

/** How rows become enrolments: each person of the session's region once, and nobody whose owner erased it. */
export const enrollmentImportRules: ListImportRules<ImportedEnrollment, EnrollmentRun> = {
  ...{
    type: 'EnrollmentImport',
    jobKind: 'enrollment.import',
    table: 'enrollment_import',
    columns: ENROLLMENT_COLUMNS,
  },
  rows: { table: 'enrollment_import_row', key: 'person_id', keyType: 'uuid', made: 'enrollment_id' },
  twice: { column: 'personId', message: 'Another line names this person.' },
  rowKey: ({ personId }) => personId,
  async reader(tx, run) {
    const terms = { today: tx.today, endsOn: await endOf(tx, run) };
    return (row) => readEnrollmentRow(row, terms);
  },
  async survey(tx, run, rows) {
    const people = await peopleOf(tx, run, rows);
    const enrolled = await enrolledOf(tx, run, rows);
    return {
      unfit: ({ personId }) => {
        const person = people.get(personId);
        if (!person) return UNKNOWN_PERSON;
        return person.isErased ? ERASED : null;
      },
      held: ({ personId }) => (enrolled.has(personId) ? ENROLLED : null),
      write: (free) => enroll(tx, run, free, people),
    };
  },
};

async function enroll(
  tx: ActTransaction,
  run: EnrollmentRun,
  applications: readonly ImportedEnrollment[],
  people: ReadonlyMap<string, PersonThere>,
): Promise<readonly WrittenRow[]> {
  const rows = applications.map(({ personId, enrolledOn }) => ({
    ...{ id: newId(), session_id: run.session_id, person_id: personId, region_code: people.get(personId)?.region },
    ...{ state: enrollmentMachine.initial, enrolled_on: enrolledOn },
  }));
  const onConflict = 'on conflict (session_id, person_id) do nothing';
  const made = await insertRows(tx, { table: 'enrollment', rows, onConflict });
  const written = rows.filter(({ id }) => made.has(id));
  tx.about('Enrollment', [...made]);
  tx.about(
    'Worker',
    written.map(({ person_id }) => person_id),
  );
  return rows.map(({ id }) => (made.has(id) ? id : ENROLLED));
}

/** Last day of the session. */
async function endOf(tx: ActTransaction, run: EnrollmentRun): Promise<LocalDate> {
  const sql = 'select ends_on as "endsOn" from training_session where id = $1';
  const [session] = await tx.query<{ endsOn: LocalDate }[]>(sql, [run.session_id]);
  if (!session) throw new FaultError('an import of enrolments has lost its session');
  return session.endsOn;
}

/** The persons of a piece who live where the session is; held, so that two acts about one person take turns. */
async function peopleOf(
  tx: ActTransaction,
  run: EnrollmentRun,
  rows: readonly ImportedEnrollment[],
): Promise<ReadonlyMap<string, PersonThere>> {
  const found = await tx.query<(PersonThere & { readonly id: string })[]>(
    `select id, region_code as region, erased_on is not null as "isErased" from worker_projection
     where id = any($1::uuid[]) and starts_with(region_code, $2) order by id for update`,
    [rows.map(({ personId }) => personId), regionPrefix(run.region_code)],
  );
  return new Map(found.map((person) => [person.id, person]));
}

/** Who of a piece has applied for the session already, wherever the application is counted. */
async function enrolledOf(
  tx: ActTransaction,
  run: EnrollmentRun,
  rows: readonly ImportedEnrollment[],
): Promise<ReadonlySet<string>> {
  const found = await beyondRegions('who has moved here applied where it lived then', () =>
    tx.query<{ id: string }[]>(
      'select person_id as id from enrollment where session_id = $1 and person_id = any($2::uuid[])',
      [run.session_id, rows.map(({ personId }) => personId)],
    ),
  );
  return new Set(found.map(({ id }) => id));
}
