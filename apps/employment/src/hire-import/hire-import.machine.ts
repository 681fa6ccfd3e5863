import { type ImportedRowTable, listImportMachine, type ListImportNames } from '@nuan/intake';

/** What the import of hires of a start-up project (批量导入创业项目吸纳就业名单) is called. */
export const HIRE_IMPORT: ListImportNames = {
  type: 'StartupHireImport',
  things: 'hires of a start-up project',
  chinese: '创业项目吸纳就业名单',
};

/** Which line of a file named which person, and the placement that it became. */
export const HIRE_IMPORT_ROWS: ImportedRowTable = {
  table: 'startup_hire_import_row',
  key: 'person_key',
  made: 'placement_id',
};

/** How a file becomes hires of a start-up project (批量导入): a dry run ends CHECKED and never writes. */
export const hireImportMachine = listImportMachine(HIRE_IMPORT);
