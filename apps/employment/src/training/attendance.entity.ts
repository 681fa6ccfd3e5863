import { LocalDateScalar } from '@nuan/federation';
import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A day on which a person attended (出勤). Appended only, at most one row a day. */
@Entity({ name: 'attendance' })
@ObjectType('TrainingAttendance', { description: 'A day on which a person attended a training session (出勤记录).' })
export class Attendance {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'enrollment_id' })
  readonly enrollmentId!: string;

  @Column({ type: 'date', name: 'attended_on' })
  @Field(() => LocalDateScalar, { description: 'The day (出勤日期).' })
  readonly attendedOn!: string;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Hours attended (学时).' })
  readonly hours!: number;
}
