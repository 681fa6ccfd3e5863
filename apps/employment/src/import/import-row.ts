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

/** Columns of the template (导入模板). */
export const ENROLLMENT_COLUMNS: readonly TableColumn[] = [
  ...PERSON_COLUMNS,
  tableColumn('enrolledOn', '报名日期', 'A day such as 2017-01-20, today at the latest; today when blank', {
    aliases: ['申请日期'],
  }),
  tableColumn('isAdmitted', '是否录取', '是 to admit the person to a seat at once; 否 when blank', {
    aliases: ['录取'],
  }),
];

/** A row that was read without an error. */
export interface ImportedEnrollment {
  readonly line: number;
  readonly person: NamedPerson;
  readonly enrolledOn: LocalDate;
  readonly isAdmitted: boolean;
}

/** When a row is read, and for which session. */
export interface ReadingTerms {
  readonly today: LocalDate;
  /** Last day of the session. */
  readonly endsOn: LocalDate;
  readonly cipher: FieldCipher;
}

/** Reads the cells of one row; null when something bars it, told to the row. */
export function readEnrollmentRow(row: RowReader, { today, endsOn, cipher }: ReadingTerms): ImportedEnrollment | null {
  const person = readPerson(row, cipher, today);
  const enrolledOn = row.date('enrolledOn') ?? today;
  if (enrolledOn > today) row.refuse('enrolledOn', 'NOT_IN_THE_FUTURE', 'The day is still to come.');
  else if (enrolledOn > endsOn) row.refuse('enrolledOn', 'SESSION_OVER', 'The session was over by that day.');
  const isAdmitted = row.flag('isAdmitted') ?? false;
  if (row.isBarred || !person) return null;
  return { line: row.line, person, enrolledOn, isAdmitted };
}
