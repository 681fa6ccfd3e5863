import { defineStateMachine } from '@nuan/kernel';

import { EnterpriseImportState } from './enterprise-import-state';

const { CHECKED, DONE, READING, RECEIVING, REFUSED } = EnterpriseImportState;

/** How a file becomes enterprises (批量导入): a dry run ends CHECKED and never writes. */
export const enterpriseImportMachine = defineStateMachine({
  name: 'EnterpriseImport',
  title: 'Bulk import of enterprises (批量导入企业)',
  initial: RECEIVING,
  states: Object.values(EnterpriseImportState),
  transitions: [
    { event: 'RECEIVE', from: [RECEIVING], to: READING, title: 'All pieces came (接收完成)' },
    { event: 'CHECK', from: [READING], to: CHECKED, title: 'Dry run: everything was checked (校验完成)' },
    { event: 'COMPLETE', from: [READING], to: DONE, title: 'All good rows were written (导入完成)' },
    { event: 'REFUSE', from: [RECEIVING, READING], to: REFUSED, title: 'Nothing more is imported (拒绝)' },
  ],
});
