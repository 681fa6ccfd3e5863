import { type ImportedRowTable, listImportMachine, type ListImportNames } from '@nuan/intake';

/** What the import of persons checked (批量导入体检名单) is called. */
export const CHECK_IMPORT: ListImportNames = {
  type: 'HealthCheckImport',
  things: 'persons checked in a batch',
  chinese: '体检名单',
};

/** Which line of a file named which person, and the record that it became. */
export const CHECK_IMPORT_ROWS: ImportedRowTable = {
  table: 'health_check_import_row',
  key: 'person_key',
  made: 'service_record_id',
};

/** How a file becomes records of checks (批量导入): a dry run ends CHECKED and never writes. */
export const checkImportMachine = listImportMachine(CHECK_IMPORT);
