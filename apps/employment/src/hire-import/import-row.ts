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
export const HIRE_COLUMNS: readonly TableColumn[] = [
  ...PERSON_COLUMNS,
  tableColumn(
    'hiredOn',
    '就业日期',
    'First day in the job, from the day the project was funded to today; today when blank',
  ),
  tableColumn('contractRef', '劳动合同编号', 'Number of the labour contract, 2 to 100 characters', {
    isRequired: true,
    aliases: ['就业凭证编号'],
  }),
  tableColumn('wage', '月工资', 'Yuan a month, above 0; blank when not reported'),
];

/** A row that was read without an error. */
export interface ImportedHire {
  readonly line: number;
  readonly person: NamedPerson;
  readonly hiredOn: LocalDate | null;
  readonly contractRef: string;
  readonly wage: bigint | null;
}

/** Reads the cells of one row; null when something bars it, told to the row. */
export function readHireRow(row: RowReader, cipher: FieldCipher, today: LocalDate): ImportedHire | null {
  const person = readPerson(row, cipher, today);
  const hiredOn = row.date('hiredOn');
  const contractRef = row.required('contractRef', row.text('contractRef', 100, 2));
  const wage = row.yuan('wage');
  if (row.isBarred || !person || !contractRef) return null;
  return { line: row.line, person, hiredOn, contractRef, wage };
}
