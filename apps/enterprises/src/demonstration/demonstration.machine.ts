import { defineStateMachine } from '@nuan/kernel';

import { DemonstrationStatus } from '../enterprise/demonstration-status';

const { NOMINATED, REVOKED, SELECTED } = DemonstrationStatus;

/** Standing of a demonstration unit (支持就业示范单位): nominated below, selected and revoked above. */
export const demonstrationMachine = defineStateMachine({
  name: 'DemonstrationUnit',
  title: 'Demonstration unit (支持就业示范单位)',
  initial: NOMINATED,
  states: Object.values(DemonstrationStatus),
  transitions: [
    { event: 'SELECT', from: [NOMINATED], to: SELECTED, title: 'Select (选树)' },
    { event: 'REVOKE', from: [SELECTED], to: REVOKED, title: 'Revoke (撤销)' },
  ],
});
