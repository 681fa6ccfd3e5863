import { type ImportedRowTable, listImportMachine, type ListImportNames } from '@nuan/intake';

/** What the import of productive assets handed over (批量导入生产资料发放名单) is called. */
export const ASSET_IMPORT: ListImportNames = {
  type: 'AssetGrantImport',
  things: 'productive assets handed over',
  chinese: '生产资料发放名单',
};

/** Which line of a file named which serial number, and the grant that it became. */
export const ASSET_IMPORT_ROWS: ImportedRowTable = {
  table: 'asset_grant_import_row',
  key: 'serial_no',
  made: 'asset_grant_id',
};

/** How a file becomes productive assets handed over (批量导入): a dry run ends CHECKED and never writes. */
export const assetImportMachine = listImportMachine(ASSET_IMPORT);
