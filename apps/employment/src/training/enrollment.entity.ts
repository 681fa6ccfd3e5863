import { LocalDateScalar } from '@nuan/federation';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { EnrollmentState } from './enrollment-state';

/** A person in a training session (参训记录). Only COMPLETED counts as trained. */
@Entity({ name: 'enrollment' })
@Directive('@key(fields: "id")')
@ObjectType('Enrollment', {
  description: 'A person in a training session (参训记录). Only COMPLETED counts as trained.',
})
export class Enrollment {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the participation (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'session_id' })
  sessionId!: string;

  @Column({ type: 'uuid', name: 'person_id' })
  personId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text' })
  @Field(() => EnrollmentState, { description: 'State (参训状态).' })
  state!: EnrollmentState;

  @Column({ type: 'date', name: 'enrolled_on' })
  @Field(() => LocalDateScalar, { description: 'Day of the application (报名日期).' })
  enrolledOn!: string;

  @Column({ type: 'date', name: 'completed_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day the training was completed (结业日期); null unless it was.',
  })
  completedOn!: string | null;

  @Column({ type: 'text', name: 'certificate_no', nullable: true })
  @Field(() => String, {
    name: 'certificate',
    nullable: true,
    description: 'Number of the certificate (证书编号); null when none was given.',
  })
  certificateNo!: string | null;

  @Column({ type: 'date', name: 'dropped_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day the person left before the end (退训日期); null unless it is known.',
  })
  droppedOn!: string | null;

  @Column({ type: 'text', name: 'dropped_reason', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why the person left before the end (退训原因); null unless it is known.',
  })
  droppedReason!: string | null;

  /** Raised by every change, in the change feed too. */
  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version, for `expectedVersion` (版本).' })
  version!: number;
}
