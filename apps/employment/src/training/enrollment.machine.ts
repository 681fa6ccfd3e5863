import { defineStateMachine } from '@nuan/kernel';

import { EnrollmentState } from './enrollment-state';

const { ADMITTED, APPLIED, ATTENDING, COMPLETED, DROPPED } = EnrollmentState;

/** Life of a participation (参训): who applies is admitted to a seat, attends, and completes or leaves. */
export const enrollmentMachine = defineStateMachine({
  name: 'Enrollment',
  title: 'Participation in training (参训记录)',
  initial: APPLIED,
  states: Object.values(EnrollmentState),
  transitions: [
    { event: 'ADMIT', from: [APPLIED], to: ADMITTED, title: 'Admit to a seat (录取)' },
    { event: 'ATTEND', from: [ADMITTED], to: ATTENDING, title: 'Attend for the first time (到课)' },
    { event: 'COMPLETE', from: [ATTENDING], to: COMPLETED, title: 'Complete (结业)' },
    { event: 'DROP', from: [APPLIED, ADMITTED, ATTENDING], to: DROPPED, title: 'Leave (退训)' },
  ],
});
