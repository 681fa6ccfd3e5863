import { registerEnum } from '@nuan/federation';

/** State of an inspection trip (督查状态): PLANNED → OPEN → CLOSED, or CANCELLED before it begins. Its findings go on after it. */
export enum InspectionState {
  PLANNED = 'PLANNED',
  OPEN = 'OPEN',
  CLOSED = 'CLOSED',
  CANCELLED = 'CANCELLED',
}

registerEnum(InspectionState, 'InspectionState', 'State of an inspection trip (督查状态).', {
  PLANNED: 'Planned (已计划).',
  OPEN: 'Under way: findings are taken down (进行中).',
  CLOSED: 'Over: every finding has been ordered to be put right (已结束).',
  CANCELLED: 'It did not take place (已取消).',
});
