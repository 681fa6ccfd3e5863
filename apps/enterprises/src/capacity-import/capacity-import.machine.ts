import { type ImportedRowTable, listImportMachine, type ListImportNames } from '@nuan/intake';

/** What the import of capacity cuts (批量导入去产能报表) is called. */
export const CAPACITY_IMPORT: ListImportNames = {
  type: 'CapacityCutImport',
  things: 'capacity cuts',
  chinese: '去产能报表',
};

/** Which line of a file named which enterprise and year, and what became of it. */
export const CAPACITY_IMPORT_ROWS: ImportedRowTable = {
  table: 'capacity_cut_import_row',
  key: 'report_key',
  made: 'cut_id',
};

/** How a file becomes yearly reports (批量导入): a dry run ends CHECKED and never writes. */
export const capacityImportMachine = listImportMachine(CAPACITY_IMPORT);
