import type { Contract } from '@nuan/federation';
import { listImportContract } from '@nuan/intake';

import { ATTENDANCE_IMPORT } from '../attendance-import/attendance-import.machine';
import { COMPLETION_IMPORT } from '../completion-import/completion-import.machine';
import { ENROLLMENT_IMPORT } from '../import/enrollment-import.machine';
import { REGION } from './region-fields';

const enrollments = listImportContract(ENROLLMENT_IMPORT, ['personsEnrolled', 'sessionId']);
const attendance = listImportContract(ATTENDANCE_IMPORT, ['daysRecorded', 'sessionId']);
const completions = listImportContract(COMPLETION_IMPORT, ['personsCompleted', 'sessionId']);

/** The contract with agencies that teach: seats by their number and state. Who sits there, the agency knows from its own list. */
export const trainingContracts: readonly Contract[] = [
  {
    name: 'training-agency',
    title: 'Classes, who is enrolled, attends and completes, by seats (培训机构)',
    departments: [],
    scopes: ['training:read', 'training:write', 'changes:read'],
    queries: [
      ...['changes', 'trainingPrograms', 'trainingProgram'],
      ...[...enrollments.queries, ...attendance.queries, ...completions.queries],
    ],
    mutations: [
      ...['enrollPerson', 'admitEnrollment', 'recordAttendance', 'completeEnrollment', 'dropEnrollment'],
      ...[...enrollments.mutations, ...attendance.mutations, ...completions.mutations],
    ],
    types: {
      TrainingProgram: 'id name kind year region sessions trained',
      TrainingSession: 'id name provider startsOn endsOn capacity requiredHours program region enrollments',
      Enrollment: 'id state enrolledOn completedOn droppedOn version session region attendance hoursAttended',
      TrainingAttendance: 'attendedOn hours',
      ...enrollments.types,
      ...attendance.types,
      ...completions.types,
      Region: REGION,
    },
  },
];
