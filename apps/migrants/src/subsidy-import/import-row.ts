import type { FieldCipher } from '@nuan/database';
import {
  type NamedPerson,
  PERSON_COLUMNS,
  readPerson,
  type RowReader,
  tableColumn,
  type TableColumn,
} from '@nuan/intake';
import { DeliveryMode, type LocalDate } from '@nuan/kernel';

import { subsidyBreaks } from '../return-service/travel-subsidies';

/** Ways that a list may say; which of them are taken, the rule of a single request says. */
const MODES: ReadonlyMap<string, DeliveryMode> = new Map([
  ['银行卡', DeliveryMode.BANK_CARD],
  ['存折', DeliveryMode.PASSBOOK],
  ...Object.values(DeliveryMode).map((mode) => [mode, mode] as const),
]);

/** Columns of the template (导入模板). */
export const SUBSIDY_COLUMNS: readonly TableColumn[] = [
  ...PERSON_COLUMNS,
  tableColumn('amount', '补贴金额', 'Yuan, above 0', { isRequired: true, aliases: ['金额'] }),
  tableColumn('mode', '发放方式', 'One of: 银行卡、存折; to the person’s own card when blank'),
];

/** A row that was read without an error. */
export interface ImportedSubsidy {
  readonly line: number;
  readonly person: NamedPerson;
  readonly amount: bigint;
  readonly mode: DeliveryMode;
}

/** Reads the cells of one row; null when something bars it, told to the row. */
export function readSubsidyRow(row: RowReader, cipher: FieldCipher, today: LocalDate): ImportedSubsidy | null {
  const person = readPerson(row, cipher, today);
  const amount = row.required('amount', row.yuan('amount'));
  const mode = row.oneOf('mode', MODES) ?? DeliveryMode.BANK_CARD;
  const broken = amount === null ? null : subsidyBreaks({ amount, mode });
  if (broken) row.refuse(broken.field, broken.rule, broken.message);
  if (row.isBarred || !person || amount === null) return null;
  return { line: row.line, person, amount, mode };
}
