import { defineStateMachine } from '@nuan/kernel';

import { AssetState } from './asset-state';

const { GIVEN, IN_USE, RECOVERED, TRANSFERRED, WRITTEN_OFF } = AssetState;

/** Life of a given asset (生产资料): handed over, seen in use, and in the end passed on, taken back or written off. */
export const assetGrantMachine = defineStateMachine({
  name: 'AssetGrant',
  title: 'Productive asset (生产资料扶持)',
  initial: GIVEN,
  states: Object.values(AssetState),
  transitions: [
    { event: 'SEE', from: [GIVEN], to: IN_USE, title: 'See in use (回访在用)' },
    { event: 'TRANSFER', from: [GIVEN, IN_USE], to: TRANSFERRED, title: 'Pass on (转赠)' },
    { event: 'RECOVER', from: [GIVEN, IN_USE], to: RECOVERED, title: 'Take back (收回)' },
    { event: 'WRITE_OFF', from: [GIVEN, IN_USE], to: WRITTEN_OFF, title: 'Write off (核销)' },
  ],
});
