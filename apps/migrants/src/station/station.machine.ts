import { defineStateMachine } from '@nuan/kernel';

import { StationState } from './station-state';

const { CANCELLED, CLOSED, EQUIPPING, OPEN, PAUSED, PLANNED } = StationState;

/** Life of a facility (服务阵地): it is equipped before it opens, and what was given up is not opened again. */
export const stationMachine = defineStateMachine({
  name: 'ServiceStation',
  title: 'Facility for migrant and outdoor workers (服务阵地)',
  initial: PLANNED,
  states: Object.values(StationState),
  transitions: [
    { event: 'EQUIP', from: [PLANNED, EQUIPPING], to: EQUIPPING, title: 'Equip (配备设施)' },
    { event: 'OPEN', from: [EQUIPPING, PAUSED], to: OPEN, title: 'Open (启用)' },
    { event: 'PAUSE', from: [OPEN], to: PAUSED, title: 'Shut for a time (暂停)' },
    { event: 'CANCEL', from: [PLANNED, EQUIPPING], to: CANCELLED, title: 'Give the plan up (取消)' },
    { event: 'CLOSE', from: [OPEN, PAUSED], to: CLOSED, title: 'Give up (关闭)' },
  ],
});
