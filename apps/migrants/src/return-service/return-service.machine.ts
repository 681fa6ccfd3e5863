import { defineStateMachine } from '@nuan/kernel';

import { ReturnStatus } from './return-status';

const { CANCELLED, DEPARTED, DONE, OPEN, PLANNED } = ReturnStatus;

/** Life of a return service (返乡服务): a journey departs before it is over; a subsidy is over once it was handed on. */
export const returnServiceMachine = defineStateMachine({
  name: 'ReturnService',
  title: 'Service that brings migrant workers home (返乡服务)',
  initial: PLANNED,
  states: Object.values(ReturnStatus),
  transitions: [
    { event: 'OPEN', from: [PLANNED], to: OPEN, title: 'Open (开放办理)' },
    { event: 'DEPART', from: [OPEN], to: DEPARTED, title: 'Depart (出发)' },
    { event: 'FINISH', from: [OPEN, DEPARTED], to: DONE, title: 'Finish (完成)' },
    { event: 'CANCEL', from: [PLANNED, OPEN], to: CANCELLED, title: 'Give up (取消)' },
  ],
});
