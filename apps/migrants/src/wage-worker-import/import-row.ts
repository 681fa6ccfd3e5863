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
export const WAGE_WORKER_COLUMNS: readonly TableColumn[] = [
  ...PERSON_COLUMNS,
  tableColumn('owed', '拖欠金额', 'Yuan owed to this person, above 0', {
    isRequired: true,
    aliases: ['欠薪金额', '拖欠工资'],
  }),
  tableColumn('months', '拖欠月数', 'Months of work that are unpaid, 1 to 120; blank when not counted', {
    aliases: ['欠薪月数'],
  }),
];

/** A row that was read without an error. */
export interface ImportedWageWorker {
  readonly line: number;
  readonly person: NamedPerson;
  readonly owed: bigint;
  readonly months: number | null;
}

/** Reads the cells of one row; null when something bars it, told to the row. */
export function readWageWorkerRow(row: RowReader, cipher: FieldCipher, today: LocalDate): ImportedWageWorker | null {
  const person = readPerson(row, cipher, today);
  const owed = row.required('owed', row.yuan('owed'));
  if (owed === 0n) row.refuse('owed', 'AMOUNT_POSITIVE', 'A case is about wages that are owed: more than 0.00.');
  const months = row.integer('months', 1, 120);
  if (row.isBarred || !person || owed === null) return null;
  return { line: row.line, person, owed, months };
}
