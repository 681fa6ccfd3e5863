import { defineStateMachine } from '@nuan/kernel';

import { HealthCheckStatus } from './health-check-status';

const { CANCELLED, CLOSED, PLANNED, RECORDED } = HealthCheckStatus;

/** Life of a batch of free health checks (免费体检批次): counted, perhaps again, then final. */
export const healthCheckMachine = defineStateMachine({
  name: 'HealthCheckBatch',
  title: 'Batch of free health checks (免费体检批次)',
  initial: PLANNED,
  states: Object.values(HealthCheckStatus),
  transitions: [
    { event: 'RECORD', from: [PLANNED, RECORDED], to: RECORDED, title: 'Count the persons (登记人数)' },
    { event: 'CLOSE', from: [RECORDED], to: CLOSED, title: 'Close (结束)' },
    { event: 'CANCEL', from: [PLANNED], to: CANCELLED, title: 'Give up (取消)' },
  ],
});
