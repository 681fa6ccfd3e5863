import { type ImportedRowTable, listImportMachine, type ListImportNames } from '@nuan/intake';

/** What the import of applications of start-up projects (批量导入创业项目申报名单) is called. */
export const STARTUP_IMPORT: ListImportNames = {
  type: 'StartupProjectImport',
  things: 'applications of start-up projects',
  chinese: '创业项目申报名单',
};

/** Which line of a file named which leader, and the project that it became. */
export const STARTUP_IMPORT_ROWS: ImportedRowTable = {
  table: 'startup_project_import_row',
  key: 'person_key',
  made: 'startup_project_id',
};

/** How a file becomes applications of start-up projects (批量导入): a dry run ends CHECKED and never writes. */
export const startupImportMachine = listImportMachine(STARTUP_IMPORT);
