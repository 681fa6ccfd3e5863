import { type ImportedRowTable, listImportMachine, type ListImportNames } from '@nuan/intake';

/** What the import of vacancies (批量导入岗位信息) is called. */
export const VACANCY_IMPORT: ListImportNames = {
  type: 'JobVacancyImport',
  things: 'vacancies',
  chinese: '岗位信息',
};

/** Which line of a file named which job of which employer, and the vacancy that it became. */
export const VACANCY_IMPORT_ROWS: ImportedRowTable = {
  table: 'job_vacancy_import_row',
  key: 'job_key',
  made: 'job_vacancy_id',
};

/** How a file becomes vacancies (批量导入): a dry run ends CHECKED and never writes. */
export const vacancyImportMachine = listImportMachine(VACANCY_IMPORT);
