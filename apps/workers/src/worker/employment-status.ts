import { registerEnum } from '@nuan/federation';

/** Employment status (工作状态) of the national form; members who are no workers are students or not working. */
export enum EmploymentStatus {
  ON_POST = 'ON_POST',
  LAID_OFF = 'LAID_OFF',
  UNEMPLOYED = 'UNEMPLOYED',
  RETIRED = 'RETIRED',
  SICK_LEAVE = 'SICK_LEAVE',
  INTERNALLY_RETIRED = 'INTERNALLY_RETIRED',
  MIGRANT = 'MIGRANT',
  STUDENT = 'STUDENT',
  NOT_WORKING = 'NOT_WORKING',
}

registerEnum(EmploymentStatus, 'EmploymentStatus', 'Employment status of a person (工作状态).', {
  ON_POST: 'On post (在岗).',
  LAID_OFF: 'Laid off or waiting for work (下岗待岗).',
  UNEMPLOYED: 'Unemployed (失业).',
  RETIRED: 'Retired (退休).',
  SICK_LEAVE: 'On sick leave (病休).',
  INTERNALLY_RETIRED: 'Internally retired (内退).',
  MIGRANT: 'Migrant worker (农民工).',
  STUDENT: 'In education (在学).',
  NOT_WORKING: 'Not in working life (无业).',
});
