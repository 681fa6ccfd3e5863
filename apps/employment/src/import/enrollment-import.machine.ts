import { listImportMachine, type ListImportNames } from '@nuan/intake';

/** What the import of enrolments (批量导入报名名单) is called. */
export const ENROLLMENT_IMPORT: ListImportNames = {
  type: 'EnrollmentImport',
  things: 'enrolments',
  chinese: '报名名单',
};

/** How a file becomes enrolments (批量导入): a dry run ends CHECKED and never writes. */
export const enrollmentImportMachine = listImportMachine(ENROLLMENT_IMPORT);
