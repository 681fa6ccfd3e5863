import { defineStateMachine } from '@nuan/kernel';

import { PlaceClaimState } from './place-claim-state';

const { ATTENDED, CANCELLED, HELD, WAITING } = PlaceClaimState;

/** Life of a claim (名额): whoever claims stands in line, and holds a place at once while there are any. */
export const placeClaimMachine = defineStateMachine({
  name: 'PlaceClaim',
  title: 'Claim to a place (名额)',
  initial: WAITING,
  states: Object.values(PlaceClaimState),
  transitions: [
    { event: 'MOVE_UP', from: [WAITING], to: HELD, title: 'Get a place, at once or when one is given back (递补)' },
    { event: 'ATTEND', from: [HELD], to: ATTENDED, title: 'Came (参加)' },
    { event: 'CANCEL', from: [HELD, WAITING], to: CANCELLED, title: 'Give back (取消)' },
  ],
});
