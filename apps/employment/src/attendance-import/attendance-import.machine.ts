import { type ImportedRowTable, listImportMachine, type ListImportNames } from '@nuan/intake';

/** What the import of days attended (批量导入签到名单) is called. */
export const ATTENDANCE_IMPORT: ListImportNames = {
  type: 'AttendanceImport',
  things: 'days attended',
  chinese: '签到名单',
};

/** Which line of a file named which person and day, and the participation that it belongs to. */
export const ATTENDANCE_IMPORT_ROWS: ImportedRowTable = {
  table: 'attendance_import_row',
  key: 'day_key',
  made: 'enrollment_id',
};

/** How a file becomes days attended (批量导入): a dry run ends CHECKED and never writes. */
export const attendanceImportMachine = listImportMachine(ATTENDANCE_IMPORT);
