import { LocalDateScalar } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { IsOptional, IsUUID, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

/** Input of `enrollPerson`. */
@InputType('EnrollPersonInput', { description: 'A person who applies for a session (报名).' })
export class EnrollPersonInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The session (培训班次).' })
  readonly sessionId!: string;

  @IsUUID('all')
  @Field(() => ID, { description: 'The person (职工).' })
  readonly personId!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same participation.' })
  readonly idempotencyKey!: string;
}

@InputType('AdmitEnrollmentInput', { description: 'Which participation, and the version that the client saw (录取).' })
export class AdmitEnrollmentInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the participation (编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the participation that the client saw (版本).' })
  readonly expectedVersion!: number;
}

/** Input of `recordAttendance`. */
@InputType('RecordAttendanceInput', { description: 'A day that a person attended (登记出勤).' })
export class RecordAttendanceInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The participation (参训记录).' })
  readonly enrollmentId!: string;

  @IsOptional()
  @Field(() => LocalDateScalar, { nullable: true, description: 'The day (出勤日期); today when absent.' })
  readonly attendedOn?: LocalDate | null;

  @Min(1)
  @Max(12)
  @Field(() => Int, { description: 'Hours attended (学时), 1 to 12.' })
  readonly hours!: number;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it records nothing more.' })
  readonly idempotencyKey!: string;
}

@InputType('CompleteEnrollmentInput', { description: 'A training completed (结业).' })
export class CompleteEnrollmentInput extends AdmitEnrollmentInput {
  @IsOptional()
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day of completion (结业日期): from the last day attended to today; today when absent.',
  })
  readonly completedOn?: LocalDate | null;

  @IsOptional()
  @Length(2, 60)
  @Field(() => String, { nullable: true, description: 'Number of the certificate (证书编号), given once.' })
  readonly certificate?: string | null;
}

@InputType('DropEnrollmentInput', { description: 'A person who leaves before the end (退训).' })
export class DropEnrollmentInput extends AdmitEnrollmentInput {
  @Length(2, 200)
  @Field(() => String, { description: 'Why (退训原因).' })
  readonly reason!: string;
}
