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

const NEEDED = { isRequired: true };

/** Columns of the template (导入模板). */
export const ASSET_COLUMNS: readonly TableColumn[] = [
  ...PERSON_COLUMNS,
  tableColumn('asset', '名称', 'What is handed over, such as 早餐车; 2 to 60 characters', {
    ...{ ...NEEDED, isFreeText: true },
    aliases: ['生产资料名称'],
  }),
  tableColumn('serial', '编号', 'Serial number, 2 to 60 characters; one grant holds it at a time', {
    ...NEEDED,
    aliases: ['序列号', '设备编号'],
  }),
  tableColumn('value', '价值', 'Yuan, above 0', { ...NEEDED, aliases: ['单价'] }),
  tableColumn('givenOn', '发放日期', 'A day such as 2016-12-30, today at the latest; today when blank'),
];

/** A row that was read without an error. */
export interface ImportedAsset {
  readonly line: number;
  readonly person: NamedPerson;
  readonly asset: string;
  readonly serial: string;
  readonly value: bigint;
  readonly givenOn: LocalDate | null;
}

/** Reads the cells of one row; null when something bars it, told to the row. */
export function readAssetRow(row: RowReader, cipher: FieldCipher, today: LocalDate): ImportedAsset | null {
  const person = readPerson(row, cipher, today);
  const asset = row.required('asset', row.text('asset', 60, 2));
  const serial = row.required('serial', row.text('serial', 60, 2));
  const value = row.required('value', row.yuan('value'));
  const givenOn = row.date('givenOn');
  if (row.isBarred || !person || !asset || !serial || value === null) return null;
  return { line: row.line, person, asset, serial, value, givenOn };
}
