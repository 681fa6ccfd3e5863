import { defineStateMachine } from '@nuan/kernel';

import { OverrideState } from './override-state';

const { PENDING, CONFIRMED, DECLINED, WITHDRAWN } = OverrideState;

/** A category against the result of the rules (类别调整): in force only by a second person. */
export const categoryOverrideMachine = defineStateMachine({
  name: 'CategoryOverride',
  title: 'Category against the rules’ result (类别调整)',
  states: Object.values(OverrideState),
  initial: PENDING,
  transitions: [
    { event: 'CONFIRM', from: [PENDING], to: CONFIRMED, title: 'Confirm (确认)' },
    { event: 'DECLINE', from: [PENDING], to: DECLINED, title: 'Decline (否决)' },
    { event: 'WITHDRAW', from: [PENDING], to: WITHDRAWN, title: 'Take back (撤回)' },
  ],
});
