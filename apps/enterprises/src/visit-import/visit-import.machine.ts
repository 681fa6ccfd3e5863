import { type ImportedRowTable, listImportMachine, type ListImportNames } from '@nuan/intake';

/** What the import of visits (批量导入走访记录) is called. */
export const VISIT_IMPORT: ListImportNames = {
  type: 'EnterpriseVisitImport',
  things: 'visits to enterprises',
  chinese: '走访记录',
};

/** Which line of a file named which enterprise and day, and what became of it. */
export const VISIT_IMPORT_ROWS: ImportedRowTable = {
  table: 'enterprise_visit_import_row',
  key: 'visit_key',
  made: 'visit_id',
};

/** How a file becomes visits (批量导入): a dry run ends CHECKED and never writes. */
export const visitImportMachine = listImportMachine(VISIT_IMPORT);
