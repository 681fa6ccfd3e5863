import { defineStateMachine } from '@nuan/kernel';

import { EnrollmentImportState } from './enrollment-import-state';

const { CHECKED, DONE, READING, RECEIVING, REFUSED } = EnrollmentImportState;

/** How a file becomes enrolments (批量导入): a dry run ends CHECKED and never writes. */
export const enrollmentImportMachine = defineStateMachine({
  name: 'EnrollmentImport',
  title: 'Bulk import of enrolments (批量导入报名名单)',
  initial: RECEIVING,
  states: Object.values(EnrollmentImportState),
  transitions: [
    { event: 'RECEIVE', from: [RECEIVING], to: READING, title: 'All pieces came (接收完成)' },
    { event: 'CHECK', from: [READING], to: CHECKED, title: 'Dry run: everything was checked (校验完成)' },
    { event: 'COMPLETE', from: [READING], to: DONE, title: 'All good rows were written (导入完成)' },
    { event: 'REFUSE', from: [RECEIVING, READING], to: REFUSED, title: 'Nothing more is imported (拒绝)' },
  ],
});
