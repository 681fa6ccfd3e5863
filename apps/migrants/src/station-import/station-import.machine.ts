import { defineStateMachine } from '@nuan/kernel';

import { StationImportState } from './station-import-state';

const { CHECKED, DONE, READING, RECEIVING, REFUSED } = StationImportState;

/** How a file becomes stations (批量导入): a dry run ends CHECKED and never writes. */
export const stationImportMachine = defineStateMachine({
  name: 'StationImport',
  title: 'Bulk import of stations (批量导入驿站)',
  initial: RECEIVING,
  states: Object.values(StationImportState),
  transitions: [
    { event: 'RECEIVE', from: [RECEIVING], to: READING, title: 'All pieces came (接收完成)' },
    { event: 'CHECK', from: [READING], to: CHECKED, title: 'Dry run: everything was checked (校验完成)' },
    { event: 'COMPLETE', from: [READING], to: DONE, title: 'All good rows were written (导入完成)' },
    { event: 'REFUSE', from: [RECEIVING, READING], to: REFUSED, title: 'Nothing more is imported (拒绝)' },
  ],
});
