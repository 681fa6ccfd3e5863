import { type ImportedRowTable, listImportMachine, type ListImportNames } from '@nuan/intake';

/** What the import of the workers of a wage case (批量导入欠薪职工名单) is called. */
export const WAGE_WORKER_IMPORT: ListImportNames = {
  type: 'WageCaseWorkerImport',
  things: 'workers of a wage case',
  chinese: '欠薪职工名单',
};

/** Which line of a file named which person, and the worker of the case that it became. */
export const WAGE_WORKER_IMPORT_ROWS: ImportedRowTable = {
  table: 'wage_case_worker_import_row',
  key: 'person_key',
  made: 'wage_case_worker_id',
};

/** How a file becomes workers of a case (批量导入): a dry run ends CHECKED and never writes. */
export const wageWorkerImportMachine = listImportMachine(WAGE_WORKER_IMPORT);
