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

import { RetentionTerm } from '../placement/retention-term';

const TERMS: ReadonlyMap<string, RetentionTerm> = new Map([
  ['三个月', RetentionTerm.THREE_MONTHS],
  ['3个月', RetentionTerm.THREE_MONTHS],
  ['六个月', RetentionTerm.SIX_MONTHS],
  ['6个月', RetentionTerm.SIX_MONTHS],
  ...Object.values(RetentionTerm).map((term) => [term, term] as const),
]);

const NEEDED = { isRequired: true };

/** Columns of the template (导入模板). */
export const RETENTION_COLUMNS: readonly TableColumn[] = [
  ...PERSON_COLUMNS,
  tableColumn('creditCode', '用人单位信用代码', '18 characters of the employer; blank for the self-employed', {
    aliases: ['统一社会信用代码', '信用代码'],
  }),
  tableColumn('term', '期限', 'One of: 三个月、六个月; in this order', NEEDED),
  tableColumn('retained', '是否在岗', '是 or 否', NEEDED),
  tableColumn('on', '核实日期', 'A day on which the term is over, today at the latest; today when blank'),
  tableColumn('proof', '在岗凭证', 'Number of the wage slip or insurance record, 2 to 100 characters; needed for 是'),
];

/** A row that was read without an error. */
export interface ImportedAnswer {
  readonly line: number;
  readonly person: NamedPerson;
  readonly creditCode: string | null;
  readonly term: RetentionTerm;
  readonly retained: boolean;
  readonly on: LocalDate | null;
  readonly proof: string | null;
}

/** Reads the cells of one row; null when something bars it, told to the row. */
export function readAnswerRow(row: RowReader, cipher: FieldCipher, today: LocalDate): ImportedAnswer | null {
  const person = readPerson(row, cipher, today);
  const creditCode = readCreditCode(row);
  const term = row.required('term', row.oneOf('term', TERMS));
  const retained = row.required('retained', row.flag('retained'));
  const on = row.date('on');
  const proof = row.text('proof', 100, 2);
  if (row.isBarred || !person || !term || retained === null) return null;
  return { line: row.line, person, creditCode, term, retained, on, proof };
}
