import {
  readCreditCode,
  type ReadingPlace,
  readRegion,
  type RowReader,
  tableColumn,
  type TableColumn,
} from '@nuan/intake';
import type { LocalDate } from '@nuan/kernel';

const NEEDED = { isRequired: true };
const FREE = { isFreeText: true };

/** Columns of the template (导入模板). */
export const INSURANCE_COLUMNS: readonly TableColumn[] = [
  tableColumn('name', '项目名称', '2 to 200 characters, as on the building permit', {
    ...{ ...NEEDED, ...FREE },
    aliases: ['工程名称'],
  }),
  tableColumn('creditCode', '施工企业信用代码', '18 characters; the builder is registered, in whichever region', {
    ...NEEDED,
    aliases: ['统一社会信用代码', '信用代码'],
  }),
  tableColumn('region', '行政区划代码', 'Where it is built, six digits; the region of the import when blank', {
    aliases: ['区划代码'],
  }),
  tableColumn('startedOn', '开工日期', 'A day such as 2016-06-01', NEEDED),
  tableColumn('insuredOn', '参保日期', 'A day such as 2016-06-15, today at the latest; blank when not insured'),
  tableColumn('workersCovered', '参保人数', 'Workers covered, 1 to 100000, with the day'),
  tableColumn('proofRef', '参保证明编号', 'Number of the proof, 2 to 100 characters, with the day'),
  tableColumn('closedOn', '竣工日期', 'A day from the beginning to today; blank while it is in progress'),
];

/** Injury insurance as a row states it, whole. */
export interface ImportedInsurance {
  readonly insuredOn: LocalDate;
  readonly workersCovered: number;
  readonly proofRef: string;
}

/** A row that was read without an error. */
export interface ImportedProject {
  readonly line: number;
  readonly name: string;
  readonly creditCode: string;
  readonly regionCode: string;
  readonly startedOn: LocalDate;
  readonly insurance: ImportedInsurance | null;
  readonly closedOn: LocalDate | null;
}

/** Reads the cells of one row; null when something bars it, told to the row. */
export function readProjectRow(row: RowReader, place: ReadingPlace): ImportedProject | null {
  const name = row.required('name', row.text('name', 200, 2));
  const creditCode = row.required('creditCode', readCreditCode(row));
  const startedOn = row.required('startedOn', row.date('startedOn'));
  const regionCode = readRegion(row, place, 'Name the county or city where it is built.', startedOn ?? place.today);
  const insurance = readInsurance(row, place.today);
  const closedOn = readClosedOn(row, startedOn, place.today);
  if (row.isBarred || !name || !creditCode || !regionCode || !startedOn) return null;
  return { line: row.line, name, creditCode, regionCode, startedOn, insurance, closedOn };
}

/** No proof, no insurance: day, workers and proof stand together. */
function readInsurance(row: RowReader, today: LocalDate): ImportedInsurance | null {
  const insuredOn = row.date('insuredOn');
  const workersCovered = row.integer('workersCovered', 1, 100_000);
  const proofRef = row.text('proofRef', 100, 2);
  if (insuredOn === null && workersCovered === null && proofRef === null) return null;
  if (insuredOn === null || workersCovered === null || proofRef === null)
    return row.isBarred
      ? null
      : row.refuse('insuredOn', 'INSURANCE_WHOLE', 'Write day, workers and proof of the insurance together.');
  if (insuredOn > today)
    return row.refuse('insuredOn', 'INSURED_IN_FUTURE', 'Insurance is recorded once it has begun.');
  return { insuredOn, workersCovered, proofRef };
}

function readClosedOn(row: RowReader, startedOn: LocalDate | null, today: LocalDate): LocalDate | null {
  const closedOn = row.date('closedOn');
  if (closedOn === null || (closedOn <= today && (startedOn === null || closedOn >= startedOn))) return closedOn;
  return row.refuse('closedOn', 'CLOSED_OUTSIDE_WORK', 'Work ends between the day it began and today.');
}
