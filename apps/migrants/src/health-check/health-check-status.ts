import { registerEnum } from '@nuan/federation';

/** Where a batch of checks is (体检批次状态): PLANNED → RECORDED → CLOSED, or CANCELLED. */
export enum HealthCheckStatus {
  PLANNED = 'PLANNED',
  RECORDED = 'RECORDED',
  CLOSED = 'CLOSED',
  CANCELLED = 'CANCELLED',
}

registerEnum(HealthCheckStatus, 'HealthCheckStatus', 'Where a batch of health checks is (体检批次状态).', {
  PLANNED: 'Planned (筹备中).',
  RECORDED: 'Persons were counted, and may be corrected (已登记).',
  CLOSED: 'The count is final (已结束).',
  CANCELLED: 'Given up (已取消).',
});
