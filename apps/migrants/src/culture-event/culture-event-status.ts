import { registerEnum } from '@nuan/federation';

/** Where an event is (活动状态): PLANNED → OPEN → CLOSED, or CANCELLED. */
export enum CultureEventStatus {
  PLANNED = 'PLANNED',
  OPEN = 'OPEN',
  CLOSED = 'CLOSED',
  CANCELLED = 'CANCELLED',
}

registerEnum(CultureEventStatus, 'CultureEventStatus', 'Where an event is (活动状态).', {
  PLANNED: 'Planned; places are not given out yet (筹备中).',
  OPEN: 'Places are given out within the window, first come, first served (报名中).',
  CLOSED: 'The list is final, or the event was held (已截止).',
  CANCELLED: 'Given up; every place was taken back (已取消).',
});
