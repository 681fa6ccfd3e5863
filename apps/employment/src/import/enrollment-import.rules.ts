import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import {
  type ImportRun,
  type ListImportRules,
  type PeopleOfList,
  peopleOfList,
  rowActs,
  type RowFields,
  type RowRefusal,
  type WrittenRow,
} from '@nuan/intake';
import { regionPrefix } from '@nuan/kernel';

import { admit, type Application, ENROLLED_ONCE, enterApplications, sessionOf } from '../training/enrollment-acts';
import { ENROLLMENT_COLUMNS, type ImportedEnrollment, readEnrollmentRow } from './import-row';

interface EnrollmentRun extends ImportRun {
  readonly session_id: string;
}

/** How rows become enrolments: each person of the session's region once, admitted to a seat where the row says so. */
export const enrollmentImportRules: ListImportRules<ImportedEnrollment, EnrollmentRun> = {
  ...{ type: 'EnrollmentImport', jobKind: 'enrollment.import', table: 'enrollment_import' },
  ...{ columns: ENROLLMENT_COLUMNS, isTried: true },
  rows: { table: 'enrollment_import_row', key: 'person_id', keyType: 'uuid', made: 'enrollment_id' },
  twice: { column: 'personId', message: 'Another line names this person.' },
  async reader(tx, run, cipher) {
    const terms = { today: tx.today, endsOn: (await sessionOf(tx, run.session_id)).ends_on, cipher };
    return (row) => readEnrollmentRow(row, terms);
  },
  async survey(tx, run, rows) {
    const people = await peopleOfList(tx, rows, [`${regionPrefix(run.region_code)}%`]);
    const enrolled = await enrolledOf(tx, run, people, rows);
    return {
      key: (row) => people.idOf(row),
      unfit: (row) => people.unfit(row),
      held: (row) => (enrolled.has(people.idOf(row)) ? enrolledOnce(row) : null),
      write: (free) => enroll(tx, run.session_id, people, free),
    };
  },
};

const enrolledOnce = ({ person: { column } }: ImportedEnrollment): RowRefusal => ({
  ...{ column, rule: ENROLLED_ONCE.rule, message: ENROLLED_ONCE.message },
});

const fieldsOf = ({ person: { column } }: ImportedEnrollment): RowFields => ({
  named: column,
  columns: { personId: column, id: 'isAdmitted' },
});

/** Applications alone go in one statement; who is admitted takes a seat one after the other, and stays out when none is left. */
async function enroll(
  tx: ActTransaction,
  sessionId: string,
  people: PeopleOfList,
  rows: readonly ImportedEnrollment[],
): Promise<readonly WrittenRow[]> {
  const applicationOf = (row: ImportedEnrollment): Application => ({
    ...{ personId: people.idOf(row), regionCode: people.of(row)?.region ?? '', enrolledOn: row.enrolledOn },
  });
  const [applying, admitted] = [rows.filter((row) => !row.isAdmitted), rows.filter((row) => row.isAdmitted)];
  const ids = await enterApplications(tx, sessionId, applying.map(applicationOf));
  const seats = await rowActs(tx, fieldsOf, async (act, row: ImportedEnrollment) => {
    const [id = null] = await enterApplications(act, sessionId, [applicationOf(row)]);
    if (id === null) return act.refuse(ENROLLED_ONCE);
    await admit(act, { id, expectedVersion: null });
    return id;
  })(admitted);
  const written = new Map<ImportedEnrollment, WrittenRow | undefined>([
    ...applying.map((row, at) => [row, ids[at] ?? enrolledOnce(row)] as const),
    ...admitted.map((row, at) => [row, seats[at]] as const),
  ]);
  return rows.map((row) => written.get(row) ?? enrolledOnce(row));
}

/** Who of a piece has applied for the session already, wherever the application is counted. */
async function enrolledOf(
  tx: ActTransaction,
  run: EnrollmentRun,
  people: PeopleOfList,
  rows: readonly ImportedEnrollment[],
): Promise<ReadonlySet<string>> {
  const found = await beyondRegions('who has moved here applied where it lived then', () =>
    tx.query<{ id: string }[]>(
      'select person_id as id from enrollment where session_id = $1 and person_id = any($2::uuid[])',
      [run.session_id, rows.flatMap((row) => people.of(row)?.id ?? [])],
    ),
  );
  return new Set(found.map(({ id }) => id));
}
