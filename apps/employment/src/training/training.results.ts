import { mutationResult } from '@nuan/federation';

import { Enrollment } from './enrollment.entity';
import { TrainingProgram } from './training-program.entity';
import { TrainingSession } from './training-session.entity';

export const CreateTrainingProgramResult = mutationResult(
  'CreateTrainingProgramResult',
  'What came of setting up a programme (设立结果).',
  () => [TrainingProgram],
);
export const ChangeTrainingBudgetResult = mutationResult(
  'ChangeTrainingBudgetResult',
  'What came of changing the budget (调整结果).',
  () => [TrainingProgram],
);
export const OpenTrainingSessionResult = mutationResult(
  'OpenTrainingSessionResult',
  'What came of opening a session (开班结果).',
  () => [TrainingSession],
);
export const RecordTrainingPaymentResult = mutationResult(
  'RecordTrainingPaymentResult',
  'What came of recording a payment (登记结果): its programme.',
  () => [TrainingProgram],
);
export const EnrollPersonResult = mutationResult(
  'EnrollPersonResult',
  'What came of the application (报名结果).',
  () => [Enrollment],
);
export const AdmitEnrollmentResult = mutationResult(
  'AdmitEnrollmentResult',
  'What came of admitting (录取结果).',
  () => [Enrollment],
);
export const RecordAttendanceResult = mutationResult(
  'RecordAttendanceResult',
  'What came of recording a day (登记结果): the participation.',
  () => [Enrollment],
);
export const CompleteEnrollmentResult = mutationResult(
  'CompleteEnrollmentResult',
  'What came of completing (结业结果).',
  () => [Enrollment],
);
export const DropEnrollmentResult = mutationResult('DropEnrollmentResult', 'What came of leaving (退训结果).', () => [
  Enrollment,
]);
