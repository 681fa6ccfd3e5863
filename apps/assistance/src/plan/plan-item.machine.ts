import { defineStateMachine } from '@nuan/kernel';

import { PlanItemState } from './plan-item-state';

const { DONE, DROPPED, IN_PROGRESS, PLANNED } = PlanItemState;

/**
 * Life of a measure (帮扶措施): it is begun before it is done, and given up only while it isn't. What a payment, a start-up or an asset
 * carried out is done no more when that is taken back.
 */
export const planItemMachine = defineStateMachine({
  name: 'PlanItem',
  title: 'Measure of a plan (帮扶措施)',
  initial: PLANNED,
  states: Object.values(PlanItemState),
  transitions: [
    { event: 'START', from: [PLANNED], to: IN_PROGRESS, title: 'Begin (开始落实)' },
    { event: 'COMPLETE', from: [IN_PROGRESS], to: DONE, title: 'Deliver (落实)' },
    {
      event: 'REOPEN',
      from: [DONE],
      to: IN_PROGRESS,
      title: 'What carried it out was taken back (付款冲销或扶持收回，重新落实)',
    },
    { event: 'DROP', from: [PLANNED, IN_PROGRESS], to: DROPPED, title: 'Give up (取消措施)' },
  ],
});
