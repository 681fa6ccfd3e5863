import { registerEnum } from '@nuan/federation';
import { defineStateMachine, type StateMachine } from '@nuan/kernel';

import type { ListImportNames } from './list-import-names';

/** State of a bulk import (批量导入状态). */
export type ListImportState = 'RECEIVING' | 'READING' | 'CHECKED' | 'DONE' | 'REFUSED';

/** What takes a bulk import from one state to the next. */
export type ListImportEvent = 'RECEIVE' | 'CHECK' | 'COMPLETE' | 'REFUSE';

/** The states by their names, as an enum of the schema. */
export type ListImportStates = { readonly [S in ListImportState]: S };

/** Publishes the states of one import as `<type>State`. */
export function listImportStates({ type, things }: ListImportNames): ListImportStates {
  const states: ListImportStates = {
    RECEIVING: 'RECEIVING',
    READING: 'READING',
    CHECKED: 'CHECKED',
    DONE: 'DONE',
    REFUSED: 'REFUSED',
  };
  registerEnum(states, `${type}State`, `State of a bulk import of ${things} (批量导入状态).`, {
    RECEIVING: 'Pieces of the file are awaited (接收中).',
    READING: 'Its rows are being read, checked and, unless it is a dry run, written (处理中).',
    CHECKED: 'A dry run has ended: the report is complete, nothing was written (试导入完成).',
    DONE: 'All rows without an error were written (导入完成).',
    REFUSED: 'Nothing was imported, or nothing more (已拒绝).',
  });
  return states;
}

/** How a file becomes rows of the register (批量导入): a dry run ends CHECKED and never writes. */
export function listImportMachine(names: ListImportNames): StateMachine<ListImportState, ListImportEvent> {
  return defineStateMachine({
    name: names.type,
    title: `Bulk import of ${names.things} (批量导入${names.chinese})`,
    initial: 'RECEIVING',
    states: ['RECEIVING', 'READING', 'CHECKED', 'DONE', 'REFUSED'],
    transitions: [
      { event: 'RECEIVE', from: ['RECEIVING'], to: 'READING', title: 'All pieces came (接收完成)' },
      { event: 'CHECK', from: ['READING'], to: 'CHECKED', title: 'Dry run: everything was checked (校验完成)' },
      { event: 'COMPLETE', from: ['READING'], to: 'DONE', title: 'All good rows were written (导入完成)' },
      { event: 'REFUSE', from: ['RECEIVING', 'READING'], to: 'REFUSED', title: 'Nothing more is imported (拒绝)' },
    ],
  });
}
