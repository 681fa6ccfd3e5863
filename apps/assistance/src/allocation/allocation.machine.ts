import { defineStateMachine } from '@nuan/kernel';

import { AllocationStatus } from './allocation-status';

const { PROPOSED, ISSUED, CONFIRMED, SETTLED, RETURNED } = AllocationStatus;

/**
 * The life of an allocation. More money to the same union is issued to the same row, which must then be confirmed again; what
 * was confirmed before may be spent meanwhile.
 */
export const allocationMachine = defineStateMachine({
  name: 'Allocation',
  title: 'Allocation of a fund to a union (资金分配)',
  initial: PROPOSED,
  states: Object.values(AllocationStatus),
  transitions: [
    { event: 'ISSUE', from: [PROPOSED, CONFIRMED, RETURNED], to: ISSUED, title: 'Pass the money down (下拨)' },
    { event: 'CONFIRM', from: [ISSUED], to: CONFIRMED, title: 'Confirm the receipt (确认到账)' },
    { event: 'RETURN', from: [ISSUED, CONFIRMED], to: RETURNED, title: 'Give back all that is left (收回结余)' },
    { event: 'SETTLE', from: [CONFIRMED], to: SETTLED, title: 'Settle what is spent in full (结算)' },
  ],
});

/** A step of an allocation. */
export type AllocationEvent = Parameters<typeof allocationMachine.target>[1];
