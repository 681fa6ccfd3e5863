import { defineStateMachine } from '@nuan/kernel';

import { ObjectionState } from './publicity-kind';

const { OPEN, DISMISSED, UPHELD } = ObjectionState;

/** An objection to a public notice (异议): raised, then found groundless or right. */
export const objectionMachine = defineStateMachine({
  name: 'Objection',
  title: 'Objection to a public notice (异议)',
  states: Object.values(ObjectionState),
  initial: OPEN,
  transitions: [
    { event: 'DISMISS', from: [OPEN], to: DISMISSED, title: 'Found groundless (不成立)' },
    { event: 'UPHOLD', from: [OPEN], to: UPHELD, title: 'Found right (成立)' },
  ],
});
