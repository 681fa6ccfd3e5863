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
export const COMPLETION_COLUMNS: readonly TableColumn[] = [
  ...PERSON_COLUMNS,
  tableColumn('completedOn', '结业日期', 'From the last day attended to today; today when blank'),
  tableColumn(
    'certificate',
    '证书编号',
    'Number of the certificate, 2 to 60 characters, given once; blank when none was given',
    {
      aliases: ['结业证书编号'],
    },
  ),
];

/** A row that was read without an error. */
export interface ImportedCompletion {
  readonly line: number;
  readonly person: NamedPerson;
  readonly completedOn: LocalDate | null;
  readonly certificate: string | null;
}

/** Reads the cells of one row; null when something bars it, told to the row. */
export function readCompletionRow(row: RowReader, cipher: FieldCipher, today: LocalDate): ImportedCompletion | null {
  const person = readPerson(row, cipher, today);
  const completedOn = row.date('completedOn');
  const certificate = row.text('certificate', 60, 2);
  if (row.isBarred || !person) return null;
  return { line: row.line, person, completedOn, certificate };
}
