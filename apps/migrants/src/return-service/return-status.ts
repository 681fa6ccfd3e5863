import { registerEnum } from '@nuan/federation';

/** Where a return service is (返乡服务状态): PLANNED → OPEN → DEPARTED → DONE, or CANCELLED. */
export enum ReturnStatus {
  PLANNED = 'PLANNED',
  OPEN = 'OPEN',
  DEPARTED = 'DEPARTED',
  DONE = 'DONE',
  CANCELLED = 'CANCELLED',
}

registerEnum(ReturnStatus, 'ReturnStatus', 'Where a return service is (返乡服务状态).', {
  PLANNED: 'Planned (筹备中).',
  OPEN: 'Seats are booked, tickets bought, subsidies asked for (办理中).',
  DEPARTED: 'On the way (已出发).',
  DONE: 'Over; it counts for good (已完成).',
  CANCELLED: 'Given up (已取消).',
});
