import { type ImportedRowTable, listImportMachine, type ListImportNames } from '@nuan/intake';

/** What the import of placements (批量导入就业名单) is called. */
export const PLACEMENT_IMPORT: ListImportNames = {
  type: 'PlacementImport',
  things: 'placements',
  chinese: '就业名单',
};

/** Which line of a file named which person with which employer, and the placement that it became. */
export const PLACEMENT_IMPORT_ROWS: ImportedRowTable = {
  table: 'placement_import_row',
  key: 'job_key',
  made: 'placement_id',
};

/** How a file becomes placements (批量导入): a dry run ends CHECKED and never writes. */
export const placementImportMachine = listImportMachine(PLACEMENT_IMPORT);
