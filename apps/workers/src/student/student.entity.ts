import { LocalDateScalar } from '@nuan/federation';
import { StudyLevel } from '@nuan/kernel';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * The schooling of a member of a filed household (在读子女). A scholarship file belongs to the parent's household, never to the
 * student (I29), so a student always has one.
 */
@Entity({ name: 'student' })
@Directive('@key(fields: "id")')
@ObjectType('Student', {
  description:
    'A member of a filed household in education (在读学生); aid to study is filed under the parent’s household.',
})
export class Student {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the student (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'worker_id' })
  personId!: string;

  @Column({ type: 'uuid', name: 'household_id' })
  householdId!: string;

  @Column({ type: 'text' })
  @Field(() => StudyLevel, { description: 'Level of study (学段).' })
  level!: StudyLevel;

  @Column({ type: 'text', name: 'school_name', nullable: true })
  @Field(() => String, { nullable: true, name: 'school', description: 'School (就读学校); null when unknown.' })
  schoolName!: string | null;

  @Column({ type: 'integer', name: 'enrolled_year', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Year of enrolment at this school (入学年份); null when unknown.' })
  enrolledYear!: number | null;

  @Column({ type: 'integer', name: 'programme_years', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Length of the programme in years (学制); null when unknown.' })
  programmeYears!: number | null;

  /** Region of the household; the database keeps it. */
  @Column({ type: 'text', name: 'region_code', collation: 'C' })
  readonly regionCode!: string;

  /** Whether the household is one of migrant workers; the database keeps it. */
  @Column({ type: 'boolean', name: 'is_migrant' })
  readonly isMigrant!: boolean;

  @Column({ type: 'date', name: 'ended_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day the schooling ended (结束日期); null while it goes on.',
  })
  endedOn!: string | null;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version of the record (版本), raised by every change; 1 when it was made.' })
  version!: number;
}
