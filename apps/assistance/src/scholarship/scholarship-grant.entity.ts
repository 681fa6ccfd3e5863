import { bigintTransformer } from '@nuan/database';
import { LocalDateScalar, Money } from '@nuan/federation';
import { StudyLevel } from '@nuan/kernel';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An autumn scholarship (金秋助学): a student gets one per academic year (I18), for the file of the parent's household (I29). */
@Entity({ name: 'scholarship_grant' })
@Directive('@key(fields: "id")')
@ObjectType('ScholarshipGrant', { description: 'An autumn scholarship (金秋助学): one per student and academic year.' })
export class ScholarshipGrant {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the scholarship (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'student_id' })
  studentId!: string;

  @Column({ type: 'uuid', name: 'household_id' })
  householdId!: string;

  @Column({ type: 'integer', name: 'academic_year' })
  @Field(() => Int, { description: 'Academic year, by the calendar year it begins in (学年).' })
  academicYear!: number;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text' })
  @Field(() => StudyLevel, { description: 'Level of study when it was granted (受助时学段).' })
  level!: StudyLevel;

  @Column({ type: 'boolean', name: 'is_migrant' })
  @Field(() => Boolean, { description: 'Whether the parent’s household was one of migrant workers (农民工子女).' })
  isMigrant!: boolean;

  @Column({ type: 'bigint', name: 'amount_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'Amount granted (助学金额，元).' })
  readonly amount!: bigint;

  @Column({ type: 'uuid', name: 'disbursement_id' })
  disbursementId!: string;

  @Column({ type: 'date', name: 'granted_on' })
  @Field(() => LocalDateScalar, { description: 'Day it was granted (批准日期).' })
  grantedOn!: string;

  @Column({ type: 'date', name: 'revoked_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day its payment was taken back (撤销日期); null while it stands.',
  })
  revokedOn!: string | null;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version of the record (版本), raised by every change; 1 when it was made.' })
  version!: number;
}
