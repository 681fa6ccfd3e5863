import type { RowReader, TableColumn } from '@nuan/intake';
import type { LocalDate } from '@nuan/kernel';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Columns of the template (导入模板). People are named by their number here, for employment keeps neither names nor ID numbers. */
export const ENROLLMENT_COLUMNS: readonly TableColumn[] = [
  {
    key: 'personId',
    title: '职工编号',
    aliases: ['人员编号', 'Person id'],
    isRequired: true,
    isFreeText: false,
    hint: 'The number of the person in the system, as the union gives it out; no name and no ID number',
  },
  {
    key: 'enrolledOn',
    title: '报名日期',
    aliases: ['申请日期'],
    isRequired: false,
    isFreeText: false,
    hint: 'A day such as 2017-01-20, today at the latest; today when blank',
  },
];

/** A row that was read without an error. */
export interface ImportedEnrollment {
  readonly line: number;
  readonly personId: string;
  readonly enrolledOn: LocalDate;
}

/** When a row is read, and for which session. */
export interface ReadingTerms {
  readonly today: LocalDate;
  /** Last day of the session. */
  readonly endsOn: LocalDate;
}

/** Reads the cells of one row; null when something bars it, told to the row. */
export function readEnrollmentRow(row: RowReader, { today, endsOn }: ReadingTerms): ImportedEnrollment | null {
  const personId = row.required('personId', readPersonId(row));
  const enrolledOn = row.date('enrolledOn') ?? today;
  if (enrolledOn > today) row.refuse('enrolledOn', 'NOT_IN_THE_FUTURE', 'The day is still to come.');
  else if (enrolledOn > endsOn) row.refuse('enrolledOn', 'SESSION_OVER', 'The session was over by that day.');
  if (row.isBarred || !personId) return null;
  return { line: row.line, personId, enrolledOn };
}

function readPersonId(row: RowReader): string | null {
  const text = row.text('personId', 36)?.toLowerCase() ?? null;
  if (text === null || UUID.test(text)) return text;
  return row.refuse('personId', 'PERSON_NUMBER', 'This is no number of a person: copy it from the system.');
}
