import { defineStateMachine } from '@nuan/kernel';

import { PlanStatus } from './plan-status';

const { ACTIVE, CANCELLED, COMPLETED, DRAFT, SUPERSEDED } = PlanStatus;

/** Life of a plan (帮扶计划). A plan in force is replaced by its successor in one act, so that no day lies between the two. */
export const aidPlanMachine = defineStateMachine({
  name: 'AidPlan',
  title: 'Aid plan (帮扶计划)',
  initial: DRAFT,
  states: Object.values(PlanStatus),
  transitions: [
    { event: 'ACTIVATE', from: [DRAFT], to: ACTIVE, title: 'Put into force (启动)' },
    { event: 'COMPLETE', from: [ACTIVE], to: COMPLETED, title: 'Complete (完成)' },
    { event: 'SUPERSEDE', from: [ACTIVE], to: SUPERSEDED, title: 'Replace by a later plan (替代)' },
    { event: 'CANCEL', from: [DRAFT, ACTIVE], to: CANCELLED, title: 'Give up (取消)' },
  ],
});
