import { type ImportedRowTable, listImportMachine, type ListImportNames } from '@nuan/intake';

/** What the import of trainings completed (批量导入结业名单) is called. */
export const COMPLETION_IMPORT: ListImportNames = {
  type: 'CompletionImport',
  things: 'trainings completed',
  chinese: '结业名单',
};

/** Which line of a file named which person, and the participation that it completed. */
export const COMPLETION_IMPORT_ROWS: ImportedRowTable = {
  table: 'completion_import_row',
  key: 'person_key',
  made: 'enrollment_id',
};

/** How a file becomes trainings completed (批量导入): a dry run ends CHECKED and never writes. */
export const completionImportMachine = listImportMachine(COMPLETION_IMPORT);
