import type { FieldCipher } from '@nuan/database';
import {
  type NamedPerson,
  OCCUPATION_WORDS,
  PERSON_COLUMNS,
  readPerson,
  type RowReader,
  tableColumn,
  type TableColumn,
} from '@nuan/intake';
import type { LocalDate, OccupationGroup } from '@nuan/kernel';

/** Columns of the template (导入模板). There is none for what a check showed, and a list with one is refused. */
export const CHECK_COLUMNS: readonly TableColumn[] = [
  ...PERSON_COLUMNS,
  tableColumn('occupation', '职业群体', 'That of the batch, such as 环卫; may be left blank', { aliases: ['职业'] }),
];

/** A row that was read without an error. */
export interface ImportedCheck {
  readonly line: number;
  readonly person: NamedPerson;
  /** Null where the row leaves it to the batch. */
  readonly occupation: OccupationGroup | null;
}

/** Reads the cells of one row; null when something bars it, told to the row. */
export function readCheckRow(row: RowReader, cipher: FieldCipher, today: LocalDate): ImportedCheck | null {
  const person = readPerson(row, cipher, today);
  const occupation = row.oneOf('occupation', OCCUPATION_WORDS);
  if (row.isBarred || !person) return null;
  return { line: row.line, person, occupation };
}
