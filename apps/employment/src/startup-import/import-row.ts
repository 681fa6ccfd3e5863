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

import { SupportMode } from '../startup/support-mode';

const MODES: ReadonlyMap<string, SupportMode> = new Map([
  ['无偿资助', SupportMode.GRANT],
  ['贷款贴息', SupportMode.INTEREST_SUBSIDY],
  ['无息借款', SupportMode.INTEREST_FREE_LOAN],
  ['股权投入', SupportMode.EQUITY],
  ['实物扶持', SupportMode.MATERIAL],
  ...Object.values(SupportMode).map((mode) => [mode, mode] as const),
]);

const NEEDED = { isRequired: true };

/** Columns of the template (导入模板). The person is the leader. */
export const STARTUP_COLUMNS: readonly TableColumn[] = [
  ...PERSON_COLUMNS,
  tableColumn('name', '项目名称', '2 to 100 characters', { ...NEEDED, isFreeText: true }),
  tableColumn(
    'creditCode',
    '创办企业信用代码',
    '18 characters of a firm of the region; blank before it is registered',
    {
      aliases: ['统一社会信用代码', '信用代码'],
    },
  ),
  tableColumn('support', '扶持方式', 'One or more of: 无偿资助、贷款贴息、无息借款、股权投入、实物扶持', NEEDED),
  tableColumn('amount', '申请金额', 'Yuan, above 0', NEEDED),
  tableColumn('jobsPlanned', '计划吸纳人数', 'Jobs that the leader undertakes to create, 1 to 10000', NEEDED),
];

/** A row that was read without an error. */
export interface ImportedApplication {
  readonly line: number;
  readonly person: NamedPerson;
  readonly name: string;
  readonly creditCode: string | null;
  readonly support: readonly SupportMode[];
  readonly amount: bigint;
  readonly jobsPlanned: number;
}

/** Reads the cells of one row; null when something bars it, told to the row. */
export function readApplicationRow(row: RowReader, cipher: FieldCipher, today: LocalDate): ImportedApplication | null {
  const person = readPerson(row, cipher, today);
  const name = row.required('name', row.text('name', 100, 2));
  const creditCode = readCreditCode(row);
  const written = row.someOf('support', MODES);
  const support = row.required('support', written.length > 0 ? written : null);
  const amount = row.required('amount', row.yuan('amount'));
  const jobsPlanned = row.required('jobsPlanned', row.integer('jobsPlanned', 1, 10_000));
  if (row.isBarred || !person || !name || !support || amount === null || jobsPlanned === null) return null;
  return { line: row.line, person, name, creditCode, support, amount, jobsPlanned };
}
