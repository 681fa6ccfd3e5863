import { type ImportedRowTable, listImportMachine, type ListImportNames } from '@nuan/intake';

/** What the import of construction projects (批量导入参保项目) is called. */
export const INSURANCE_IMPORT: ListImportNames = {
  type: 'InsuranceProjectImport',
  things: 'construction projects',
  chinese: '参保项目',
};

/** Which line of a file named which project, and what became of it. */
export const INSURANCE_IMPORT_ROWS: ImportedRowTable = {
  table: 'insurance_project_import_row',
  key: 'project_key',
  made: 'project_id',
};

/** How a file becomes projects (批量导入): a dry run ends CHECKED and never writes. */
export const insuranceImportMachine = listImportMachine(INSURANCE_IMPORT);
