import { defineStateMachine } from '@nuan/kernel';

import { ProjectState } from './project-state';

const { APPLIED, CLOSED, FUNDED, OPERATING, RECOVERED, REVIEWED } = ProjectState;

/** Life of a start-up project (创业项目): another person reviews it before it is funded; money that is out is worked with or taken back. */
export const startupProjectMachine = defineStateMachine({
  name: 'StartupProject',
  title: 'Start-up project (创业项目)',
  initial: APPLIED,
  states: Object.values(ProjectState),
  transitions: [
    { event: 'APPROVE', from: [APPLIED], to: REVIEWED, title: 'Approve in review (评审通过)' },
    { event: 'TURN_DOWN', from: [APPLIED], to: CLOSED, title: 'Turn down in review (评审不通过)' },
    { event: 'FUND', from: [REVIEWED], to: FUNDED, title: 'Fund (拨付)' },
    { event: 'TAKE_FUNDING_BACK', from: [FUNDED], to: REVIEWED, title: 'Take the funding back (拨付冲销)' },
    { event: 'OPERATE', from: [FUNDED], to: OPERATING, title: 'Go into operation (开业)' },
    { event: 'CLOSE', from: [REVIEWED, OPERATING], to: CLOSED, title: 'Close (结项)' },
    { event: 'RECOVER', from: [FUNDED, OPERATING], to: RECOVERED, title: 'Take the support back (收回)' },
  ],
});
