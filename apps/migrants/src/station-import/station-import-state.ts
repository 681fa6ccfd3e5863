import { registerEnum } from '@nuan/federation';

/** State of a bulk import of stations (批量导入状态). */
export enum StationImportState {
  RECEIVING = 'RECEIVING',
  READING = 'READING',
  CHECKED = 'CHECKED',
  DONE = 'DONE',
  REFUSED = 'REFUSED',
}

registerEnum(StationImportState, 'StationImportState', 'State of a bulk import of stations (批量导入状态).', {
  RECEIVING: 'Pieces of the file are awaited (接收中).',
  READING: 'Its rows are being read, checked and, unless it is a dry run, written (处理中).',
  CHECKED: 'A dry run has ended: the report is complete, nothing was written (试导入完成).',
  DONE: 'All rows without an error were written (导入完成).',
  REFUSED: 'Nothing was imported, or nothing more (已拒绝).',
});
