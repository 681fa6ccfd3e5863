import type { FieldCipher } from '@nuan/database';
import {
  type NamedPerson,
  PERSON_COLUMNS,
  readCreditCode,
  readPerson,
  type RowReader,
  tableColumn,
  type TableColumn,
} from '@nuan/intake';
import type { LocalDate } from '@nuan/kernel';

const NEEDED = { isRequired: true };

/** Columns of the template (导入模板). */
export const REFERRAL_COLUMNS: readonly TableColumn[] = [
  ...PERSON_COLUMNS,
  tableColumn('creditCode', '用人单位信用代码', '18 characters of a registered employer', {
    ...NEEDED,
    aliases: ['统一社会信用代码', '信用代码'],
  }),
  tableColumn('position', '岗位', 'The job, 2 to 100 characters; an open vacancy of this name is taken for it', {
    ...{ ...NEEDED, isFreeText: true },
    aliases: ['岗位名称'],
  }),
];

/** A row that was read without an error. */
export interface ImportedReferral {
  readonly line: number;
  readonly person: NamedPerson;
  readonly creditCode: string;
  readonly position: string;
}

/** Reads the cells of one row; null when something bars it, told to the row. */
export function readReferralRow(row: RowReader, cipher: FieldCipher, today: LocalDate): ImportedReferral | null {
  const person = readPerson(row, cipher, today);
  const creditCode = row.required('creditCode', readCreditCode(row));
  const position = row.required('position', row.text('position', 100, 2));
  if (row.isBarred || !person || !creditCode || !position) return null;
  return { line: row.line, person, creditCode, position };
}
