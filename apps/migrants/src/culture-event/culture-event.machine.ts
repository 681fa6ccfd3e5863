import { defineStateMachine } from '@nuan/kernel';

import { CultureEventStatus } from './culture-event-status';

const { CANCELLED, CLOSED, OPEN, PLANNED } = CultureEventStatus;

/** Life of an event (活动): places are given out while it is open; the list is final once it is closed. */
export const cultureEventMachine = defineStateMachine({
  name: 'CultureEvent',
  title: 'Culture and participation event (活动)',
  initial: PLANNED,
  states: Object.values(CultureEventStatus),
  transitions: [
    { event: 'OPEN', from: [PLANNED], to: OPEN, title: 'Open for claims (开放报名)' },
    { event: 'CLOSE', from: [OPEN], to: CLOSED, title: 'Close the list (截止)' },
    { event: 'CANCEL', from: [PLANNED, OPEN], to: CANCELLED, title: 'Give up (取消)' },
  ],
});
