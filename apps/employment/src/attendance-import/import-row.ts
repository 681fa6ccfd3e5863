import type { FieldCipher } from '@nuan/database';
import {
  type NamedPerson,
  PERSON_COLUMNS,
  readPerson,
  type RowReader,
  tableColumn,
  type TableColumn,
} from '@nuan/intake';
import type { LocalDate } from '@nuan/kernel';

const NEEDED = { isRequired: true };

/** Columns of the template (导入模板): a row for a person and a day. */
export const ATTENDANCE_COLUMNS: readonly TableColumn[] = [
  ...PERSON_COLUMNS,
  tableColumn('attendedOn', '出勤日期', 'A day of the session such as 2017-01-10, today at the latest', {
    ...NEEDED,
    aliases: ['签到日期'],
  }),
  tableColumn('hours', '学时', 'Hours attended that day, 1 to 12', NEEDED),
];

/** A row that was read without an error. */
export interface ImportedDay {
  readonly line: number;
  readonly person: NamedPerson;
  readonly attendedOn: LocalDate;
  readonly hours: number;
}

/** Reads the cells of one row; null when something bars it, told to the row. */
export function readDayRow(row: RowReader, cipher: FieldCipher, today: LocalDate): ImportedDay | null {
  const person = readPerson(row, cipher, today);
  const attendedOn = row.required('attendedOn', row.date('attendedOn'));
  const hours = row.required('hours', row.integer('hours', 1, 12));
  if (row.isBarred || !person || attendedOn === null || hours === null) return null;
  return { line: row.line, person, attendedOn, hours };
}
