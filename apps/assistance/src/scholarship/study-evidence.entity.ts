import { registerEnum, Instant } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Kind of school (院校类别), as far as aid to study asks for it. */
export enum SchoolKind {
  ORDINARY = 'ORDINARY',
  MILITARY = 'MILITARY',
  FREE_NORMAL = 'FREE_NORMAL',
}

registerEnum(SchoolKind, 'SchoolKind', 'Kind of school (院校类别), as far as aid to study asks for it.', {
  ORDINARY: 'With fees (普通院校).',
  MILITARY: 'Military (军校、国防生): the state pays, so no scholarship.',
  FREE_NORMAL: 'Teacher training free of fees (免费师范生): the state pays, so no scholarship.',
});

/** What was seen of a student's schooling for one academic year (助学凭证): a scholarship needs it (I29). */
@Entity({ name: 'study_evidence' })
@ObjectType('StudyEvidence', {
  description: 'What was seen of a student’s schooling for one academic year (助学凭证): a scholarship needs it.',
})
export class StudyEvidence {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'student_id' })
  studentId!: string;

  @Column({ type: 'uuid', name: 'household_id' })
  householdId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'integer', name: 'academic_year' })
  @Field(() => Int, { description: 'Academic year, by the calendar year it begins in (学年).' })
  academicYear!: number;

  @Column({ type: 'text', name: 'school_kind' })
  @Field(() => SchoolKind, { description: 'Kind of school (院校类别).' })
  schoolKind!: SchoolKind;

  @Column({ type: 'boolean', name: 'is_funded_elsewhere' })
  @Field(() => Boolean, { description: 'Whether another fund pays for this year already (是否已获其他资助).' })
  isFundedElsewhere!: boolean;

  @Column({ type: 'text', name: 'document_ref' })
  @Field(() => String, {
    description: 'Number of the letter of admission or the school’s statement (录取通知书或在读证明编号).',
  })
  documentRef!: string;

  @Column({ type: 'text', name: 'recorded_by' })
  recordedBy!: string;

  @Column({ type: 'timestamptz', name: 'recorded_at' })
  @Field(() => Instant, { description: 'When it was recorded (登记时间).' })
  recordedAt!: Date;

  @Column({ type: 'text', name: 'withdrawn_by', nullable: true })
  withdrawnBy!: string | null;

  @Column({ type: 'timestamptz', name: 'withdrawn_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was withdrawn (撤回时间); null while it stands.' })
  withdrawnAt!: Date | null;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version of the record (版本), raised by every change; 1 when it was made.' })
  version!: number;
}
