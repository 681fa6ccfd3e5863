import { registerEnum } from '@nuan/federation';

/** How an import treats bad rows (导入方式). */
export enum ImportMode {
  ALL_OR_NOTHING = 'ALL_OR_NOTHING',
  PER_ROW = 'PER_ROW',
}

registerEnum(ImportMode, 'ImportMode', 'How an import treats households with an error (导入方式).', {
  ALL_OR_NOTHING: 'One error, and nothing is imported (全部成功或全部不导入).',
  PER_ROW: 'Households without an error are imported, the others reported (逐户导入，错误跳过).',
});

/** State of a bulk import (批量导入状态); the steps between them are in its state machine. */
export enum ImportState {
  RECEIVING = 'RECEIVING',
  READING = 'READING',
  CHECKED = 'CHECKED',
  WRITING = 'WRITING',
  DONE = 'DONE',
  REFUSED = 'REFUSED',
}

registerEnum(ImportState, 'ImportState', 'State of a bulk import (批量导入状态).', {
  RECEIVING: 'Pieces of the file are awaited (接收中).',
  READING: 'Its rows are being read and checked (校验中).',
  CHECKED: 'A dry run has ended: the report is complete, nothing was written (试导入完成).',
  WRITING: 'Households are being written (写入中).',
  DONE: 'All households without an error were written (导入完成).',
  REFUSED: 'Nothing was imported, or nothing more (已拒绝).',
});
