import { type ImportRun, type ListImportRules, rowActs, type RowFields } from '@nuan/intake';

import { attendOn } from '../training/enrollment-acts';
import { participantsOfList } from '../training/session-of-list';
import { ATTENDANCE_IMPORT_ROWS } from './attendance-import.machine';
import { ATTENDANCE_COLUMNS, type ImportedDay, readDayRow } from './import-row';

interface AttendanceRun extends ImportRun {
  readonly session_id: string;
}

/** How rows become days attended, by the rules of a single day; the first one makes who was admitted attend. */
export const attendanceImportRules: ListImportRules<ImportedDay, AttendanceRun> = {
  ...{ type: 'AttendanceImport', jobKind: 'attendance.import', table: 'attendance_import' },
  ...{ columns: ATTENDANCE_COLUMNS, rows: ATTENDANCE_IMPORT_ROWS, isTried: true },
  twice: { column: 'attendedOn', message: 'Another line names this person on this day.' },
  reader: (tx, _run, cipher) => (row) => readDayRow(row, cipher, tx.today),
  async survey(tx, run, rows) {
    const participants = await participantsOfList(tx, run.session_id, rows);
    return {
      key: (row) => `${participants.people.idOf(row)} ${row.attendedOn}`,
      unfit: (row) => participants.unfit(row),
      write: rowActs(tx, fieldsOf, (act, { attendedOn, hours, ...row }) =>
        attendOn(act, { enrollmentId: participants.enrollmentOf(row), attendedOn, hours }),
      ),
    };
  },
};

const fieldsOf = ({ person: { column } }: ImportedDay): RowFields => ({
  named: column,
  columns: { id: column, attendedOn: 'attendedOn', hours: 'hours' },
});
