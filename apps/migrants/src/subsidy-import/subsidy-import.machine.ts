import { type ImportedRowTable, listImportMachine, type ListImportNames } from '@nuan/intake';

/** What the import of travel subsidies (批量导入返乡补贴名单) is called. */
export const SUBSIDY_IMPORT: ListImportNames = {
  type: 'TravelSubsidyImport',
  things: 'travel subsidies',
  chinese: '返乡补贴名单',
};

/** Which line of a file named which person, and the request that it became. */
export const SUBSIDY_IMPORT_ROWS: ImportedRowTable = {
  table: 'travel_subsidy_import_row',
  key: 'person_key',
  made: 'travel_subsidy_request_id',
};

/** How a file becomes requests for travel subsidies (批量导入): a dry run ends CHECKED and never writes. */
export const subsidyImportMachine = listImportMachine(SUBSIDY_IMPORT);
