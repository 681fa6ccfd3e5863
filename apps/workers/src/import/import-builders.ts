import { csvLine, templateTitles } from '@nuan/intake';

import { anIdNumber } from '../row-builders';
import { IMPORT_COLUMNS } from './import-columns';

/** Cells of one row by key. */
export type Cells = Readonly<Record<string, string>>;

let serial = 0;

/** A head: laid off, ill, 400 yuan a head and month against a line of 500. */
export const aHeadRow = (cells: Cells = {}): Cells => ({
  householdNo: `H${String((serial += 1)).padStart(6, '0')}`,
  relation: '户主',
  name: '张小明',
  idNumber: anIdNumber(),
  employmentStatus: '下岗待岗',
  tier: '区县级',
  primaryCause: '因病致困',
  annualIncome: '4800',
  rigidExpense: '0',
  assessedOn: '2017-01-20',
  minLivingLine: '500',
  ...cells,
});

/** A spouse of a head. */
export const aSpouseRow = (head: Cells, cells: Cells = {}): Cells => ({
  householdNo: head['householdNo'] ?? '',
  relation: '配偶',
  name: '李小红',
  idNumber: anIdNumber('1972-02-02'),
  employmentStatus: '无业',
  ...cells,
});

/** The person's consent to keep data on health, or a guardian's. */
export const aHealthConsent = (cells: Cells = {}): Cells => ({
  healthConsentVersion: '2016-1',
  healthConsentChannel: '书面',
  healthConsentedOn: '2017-01-19',
  ...cells,
});

/** The consent of a guardian, on another line of the household, to the check of finances of a child. */
export const aGuardianConsent = (guardian: Cells, cells: Cells = {}): Cells => ({
  checkConsentVersion: '2016-1',
  checkConsentChannel: '书面',
  checkConsentedOn: '2017-01-19',
  guardianIdNumber: guardian['idNumber'] ?? '',
  ...cells,
});

/** A file of the template with these rows. */
export function importFile(rows: readonly Cells[]): Buffer {
  const lines = rows.map((cells) => IMPORT_COLUMNS.map(({ key }) => cells[key] ?? ''));
  return Buffer.from([templateTitles(IMPORT_COLUMNS), ...lines].map(csvLine).join(''));
}
