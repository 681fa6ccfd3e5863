import { registerEnum } from '@nuan/federation';

/** State of a list for matching (比对名单状态); the steps between them are in its state machine. */
export enum MatchingListState {
  RECEIVING = 'RECEIVING',
  READING = 'READING',
  MATCHING = 'MATCHING',
  READY = 'READY',
  REFUSED = 'REFUSED',
}

registerEnum(MatchingListState, 'MatchingListState', 'State of a list for matching (比对名单状态).', {
  RECEIVING: 'Pieces of the file are awaited (接收中).',
  READING: 'Its rows are being read (读取中).',
  MATCHING: 'Its entries are being matched (比对中).',
  READY: 'Matched, and used for further checks (比对完成).',
  REFUSED: 'The file was no list of the source (已拒收).',
});
