import { registerEnum } from '@nuan/federation';

/** State of a facility (阵地状态): PLANNED → EQUIPPING → OPEN → PAUSED → CLOSED, or CANCELLED before it opens. */
export enum StationState {
  PLANNED = 'PLANNED',
  EQUIPPING = 'EQUIPPING',
  OPEN = 'OPEN',
  PAUSED = 'PAUSED',
  CLOSED = 'CLOSED',
  CANCELLED = 'CANCELLED',
}

registerEnum(StationState, 'StationState', 'State of a facility (阵地状态).', {
  PLANNED: 'Planned (规划中).',
  EQUIPPING: 'Being equipped (配备中).',
  OPEN: 'Open (已开放).',
  PAUSED: 'Shut for a time; it still counts as a facility (暂停).',
  CLOSED: 'Given up (已关闭).',
  CANCELLED: 'Never opened: its plan was given up (已取消).',
});
