import { registerEnum } from '@nuan/federation';

/** State of a participation (参训状态). */
export enum EnrollmentState {
  APPLIED = 'APPLIED',
  ADMITTED = 'ADMITTED',
  ATTENDING = 'ATTENDING',
  COMPLETED = 'COMPLETED',
  DROPPED = 'DROPPED',
}

registerEnum(EnrollmentState, 'EnrollmentState', 'State of a participation (参训状态).', {
  APPLIED: 'Has applied (已报名).',
  ADMITTED: 'Was admitted (已录取).',
  ATTENDING: 'Attends (在训).',
  COMPLETED: 'Completed the training; only this counts as trained (已结业).',
  DROPPED: 'Left before the end (中途退训).',
});
