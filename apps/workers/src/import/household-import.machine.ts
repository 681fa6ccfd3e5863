import { defineStateMachine } from '@nuan/kernel';

/** States of a bulk import (批量导入状态). */
export const HOUSEHOLD_IMPORT_STATES = ['RECEIVING', 'READING', 'CHECKED', 'WRITING', 'DONE', 'REFUSED'] as const;

/** How a file becomes households (批量导入): a dry run ends CHECKED and never writes. */
export const householdImportMachine = defineStateMachine({
  name: 'HouseholdImport',
  title: 'Bulk import of households (批量导入)',
  initial: 'RECEIVING',
  states: HOUSEHOLD_IMPORT_STATES,
  transitions: [
    { event: 'RECEIVE', from: ['RECEIVING'], to: 'READING', title: 'All pieces came (接收完成)' },
    { event: 'CHECK', from: ['READING'], to: 'CHECKED', title: 'Dry run: everything was checked (校验完成)' },
    { event: 'WRITE', from: ['READING'], to: 'WRITING', title: 'Everything was checked, writing begins (开始写入)' },
    { event: 'COMPLETE', from: ['WRITING'], to: 'DONE', title: 'All good households were written (导入完成)' },
    {
      event: 'REFUSE',
      from: ['RECEIVING', 'READING', 'WRITING'],
      to: 'REFUSED',
      title: 'Nothing is imported, or no more (拒绝)',
    },
  ],
});
