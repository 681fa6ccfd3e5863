import { type ImportedRowTable, listImportMachine, type ListImportNames } from '@nuan/intake';

/** What the import of answers whether jobs last (批量导入稳定就业回访名单) is called. */
export const RETENTION_IMPORT: ListImportNames = {
  type: 'RetentionImport',
  things: 'answers whether jobs last',
  chinese: '稳定就业回访名单',
};

/** Which line of a file named which person, employer and term, and the placement that it answers for. */
export const RETENTION_IMPORT_ROWS: ImportedRowTable = {
  table: 'retention_import_row',
  key: 'term_key',
  made: 'placement_id',
};

/** How a file becomes answers whether jobs last (批量导入): a dry run ends CHECKED and never writes. */
export const retentionImportMachine = listImportMachine(RETENTION_IMPORT);
