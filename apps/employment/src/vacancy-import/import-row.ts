import { readCreditCode, type RowReader, tableColumn, type TableColumn } from '@nuan/intake';

const NEEDED = { isRequired: true };

/** Columns of the template (导入模板). */
export const VACANCY_COLUMNS: readonly TableColumn[] = [
  tableColumn('creditCode', '用人单位信用代码', '18 characters; an enterprise of the region of the import', {
    ...NEEDED,
    aliases: ['统一社会信用代码', '信用代码'],
  }),
  tableColumn('title', '岗位', 'The job, 2 to 100 characters', { ...NEEDED, isFreeText: true, aliases: ['岗位名称'] }),
  tableColumn('openings', '招用人数', 'How many persons are wanted, 1 to 10000', NEEDED),
];

/** A row that was read without an error. */
export interface ImportedVacancy {
  readonly line: number;
  readonly creditCode: string;
  readonly title: string;
  readonly openings: number;
}

/** Reads the cells of one row; null when something bars it, told to the row. */
export function readVacancyRow(row: RowReader): ImportedVacancy | null {
  const creditCode = row.required('creditCode', readCreditCode(row));
  const title = row.required('title', row.text('title', 100, 2));
  const openings = row.required('openings', row.integer('openings', 1, 10_000));
  if (row.isBarred || !creditCode || !title || openings === null) return null;
  return { line: row.line, creditCode, title, openings };
}
