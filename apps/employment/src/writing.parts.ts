import { Acts } from '@nuan/facts';
import type { Clock } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { EmploymentPaymentService } from './payment/employment-payment.service';
import { PaymentReversalResolver, PaymentReversalWriter } from './payment/payment-reversal';
import { AttendanceResolver } from './training/attendance.resolver';
import { EnrollmentWriteResolver } from './training/enrollment-write.resolver';
import type { EnrollmentService } from './training/enrollment.service';
import { EnrollmentWriter } from './training/enrollment.writer';
import { TrainingMoneyResolver } from './training/training-money.resolver';
import type { TrainingProgramService } from './training/training-program.service';
import { TrainingWriteResolver } from './training/training-write.resolver';
import { TrainingWriter } from './training/training.writer';

/** What writing needs of the composition root. */
export interface WritingDependencies {
  readonly db: DataSource;
  readonly clock: Clock;
  readonly programs: TrainingProgramService;
  readonly enrollments: EnrollmentService;
}

/** The resolvers of what officers and training agencies do, with what this alone has made necessary to read. */
export function writingResolvers({ db, clock, programs, enrollments }: WritingDependencies): object[] {
  const acts = new Acts(db, clock);
  const payments = new EmploymentPaymentService(db);
  return [
    new TrainingWriteResolver(new TrainingWriter(acts, programs)),
    new TrainingMoneyResolver(programs, payments),
    new EnrollmentWriteResolver(new EnrollmentWriter(acts, enrollments)),
    new AttendanceResolver(enrollments),
    new PaymentReversalResolver(new PaymentReversalWriter(acts, payments)),
  ];
}
