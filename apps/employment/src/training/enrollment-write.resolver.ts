import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import {
  AdmitEnrollmentInput,
  CompleteEnrollmentInput,
  DropEnrollmentInput,
  EnrollPersonInput,
  RecordAttendanceInput,
} from './enrollment-write.inputs';
import { Enrollment } from './enrollment.entity';
import type { EnrollmentWriter } from './enrollment.writer';
import {
  AdmitEnrollmentResult,
  CompleteEnrollmentResult,
  DropEnrollmentResult,
  EnrollPersonResult,
  RecordAttendanceResult,
} from './training.results';

/** Mutations of participations in training (参训记录). */
@Resolver(() => Enrollment)
export class EnrollmentWriteResolver {
  constructor(private readonly writer: EnrollmentWriter) {}

  @Mutation(() => EnrollPersonResult, { description: 'Enters a person’s application for a session (报名).' })
  enrollPerson(
    @Arg('input', () => EnrollPersonInput, { description: 'Who, and for which session (人员与班次).' })
    input: EnrollPersonInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Enrollment | Refusal> {
    return this.writer.enroll(ctx.viewer, input);
  }

  @Mutation(() => AdmitEnrollmentResult, {
    description: 'Admits an applicant to a seat (录取); a session never admits more than it has seats.',
  })
  admitEnrollment(
    @Arg('input', () => AdmitEnrollmentInput, { description: 'Which participation (参训记录).' })
    input: AdmitEnrollmentInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Enrollment | Refusal> {
    return this.writer.admit(ctx.viewer, input);
  }

  @Mutation(() => RecordAttendanceResult, { description: 'Records a day attended (登记出勤), once a day.' })
  recordAttendance(
    @Arg('input', () => RecordAttendanceInput, { description: 'The day (出勤).' }) input: RecordAttendanceInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Enrollment | Refusal> {
    return this.writer.recordAttendance(ctx.viewer, input);
  }

  @Mutation(() => CompleteEnrollmentResult, {
    description: 'Completes a training, with the certificate (结业); only this counts as trained.',
  })
  completeEnrollment(
    @Arg('input', () => CompleteEnrollmentInput, { description: 'Which participation, and when (参训记录与日期).' })
    input: CompleteEnrollmentInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Enrollment | Refusal> {
    return this.writer.complete(ctx.viewer, input);
  }

  @Mutation(() => DropEnrollmentResult, { description: 'Ends a participation early, with the reason (退训).' })
  dropEnrollment(
    @Arg('input', () => DropEnrollmentInput, { description: 'Which participation, and why (参训记录与原因).' })
    input: DropEnrollmentInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Enrollment | Refusal> {
    return this.writer.drop(ctx.viewer, input);
  }
}
