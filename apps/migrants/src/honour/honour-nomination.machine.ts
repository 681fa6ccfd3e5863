import { defineStateMachine } from '@nuan/kernel';

import { NominationState } from './nomination-state';

const { AWARDED, DECLINED, NOMINATED } = NominationState;

/** Life of a nomination (荣誉推荐): proposed by one person, decided by another. */
export const honourNominationMachine = defineStateMachine({
  name: 'HonourNomination',
  title: 'Nomination for an honour (荣誉推荐)',
  initial: NOMINATED,
  states: Object.values(NominationState),
  transitions: [
    { event: 'AWARD', from: [NOMINATED], to: AWARDED, title: 'Give the honour (表彰)' },
    { event: 'DECLINE', from: [NOMINATED], to: DECLINED, title: 'Decline (不予表彰)' },
  ],
});
