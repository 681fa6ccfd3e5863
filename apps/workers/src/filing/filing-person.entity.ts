import { LocalDateScalar } from '@nuan/federation';
import { DiversionRoute, OccupationGroup, StudyLevel } from '@nuan/kernel';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { EmploymentStatus } from '../worker/employment-status';
import { Gender } from '../worker/gender';
import { HouseholdRelation } from '../worker/household-relation';
import { ModelWorkerLevel } from '../worker/model-worker-level';

/**
 * A person of an application (申请家庭成员), until the household is recorded: only then does the person become one of the register.
 * What identifies a person is sealed, found by its keyed hash and shown by its mask, as it is there. Who was taken out of a draft
 * stays as a row that isn't current.
 */
@Entity({ name: 'filing_person' })
@ObjectType('FilingPerson', {
  description:
    'A person of an application (申请家庭成员). Name, ID number and phone are masked; masks are never accepted back.',
})
export class FilingPerson {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the person within the application (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'application_id' })
  applicationId!: string;

  @Column({ type: 'integer' })
  ordinal!: number;

  @Column({ type: 'boolean', name: 'is_current' })
  isCurrent!: boolean;

  @Column({ type: 'text' })
  @Field(() => HouseholdRelation, { description: 'Relation to the head (与户主关系).' })
  relation!: HouseholdRelation;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', name: 'id_number_mask' })
  idNumberMask!: string;

  @Column({ type: 'bytea', name: 'id_number_sealed' })
  idNumberSealed!: Buffer;

  @Column({ type: 'bytea', name: 'id_number_hash' })
  idNumberHash!: Buffer;

  @Column({ type: 'text', name: 'phone_mask', nullable: true })
  phoneMask!: string | null;

  @Column({ type: 'bytea', name: 'phone_sealed', nullable: true })
  phoneSealed!: Buffer | null;

  @Column({ type: 'bytea', name: 'phone_hash', nullable: true })
  phoneHash!: Buffer | null;

  @Column({ type: 'integer', name: 'birth_year' })
  @Field(() => Int, { description: 'Year of birth by the ID number (出生年份). The day is not published.' })
  birthYear!: number;

  @Column({ type: 'text' })
  @Field(() => Gender, { description: 'Gender by the ID number (性别).' })
  gender!: Gender;

  @Column({ type: 'text', name: 'employment_status' })
  @Field(() => EmploymentStatus, { description: 'Employment status (工作状态).' })
  employmentStatus!: EmploymentStatus;

  @Column({ type: 'text', name: 'occupation_group', nullable: true })
  @Field(() => OccupationGroup, {
    nullable: true,
    description: 'Occupation group (职业群体); null for who does not work.',
  })
  occupationGroup!: OccupationGroup | null;

  @Column({ type: 'uuid', name: 'employer_id', nullable: true })
  employerId!: string | null;

  @Column({ type: 'bytea', name: 'health_sealed', nullable: true })
  healthSealed!: Buffer | null;

  @Column({ type: 'bytea', name: 'disability_sealed', nullable: true })
  disabilitySealed!: Buffer | null;

  @Column({ type: 'text', name: 'model_worker_level', nullable: true })
  @Field(() => ModelWorkerLevel, {
    nullable: true,
    description: 'Honour level of a model worker (劳模类型); null for others.',
  })
  modelWorkerLevel!: ModelWorkerLevel | null;

  @Column({ type: 'boolean', name: 'is_union_member' })
  @Field(() => Boolean, { name: 'unionMember', description: 'Whether the person has joined the union (工会会员).' })
  isUnionMember!: boolean;

  @Column({ type: 'boolean', name: 'is_migrant' })
  @Field(() => Boolean, { description: 'Whether the person is a migrant worker or of such a family (农民工).' })
  isMigrant!: boolean;

  @Column({ type: 'date', name: 'contract_from_on', nullable: true })
  @Field(() => LocalDateScalar, {
    name: 'contractFrom',
    nullable: true,
    description: 'First day of the labour contract (合同起始日); null without one.',
  })
  contractFromOn!: string | null;

  @Column({ type: 'date', name: 'contract_until_on', nullable: true })
  @Field(() => LocalDateScalar, {
    name: 'contractUntil',
    nullable: true,
    description: 'Last day of the labour contract (合同期限); null when open-ended or none.',
  })
  contractUntilOn!: string | null;

  @Column({ type: 'date', name: 'employed_since_on', nullable: true })
  @Field(() => LocalDateScalar, {
    name: 'employedSince',
    nullable: true,
    description: 'Since when the person works there in fact (事实劳动关系起始日); null when unknown.',
  })
  employedSinceOn!: string | null;

  @Column({ type: 'date', name: 'resident_since_on', nullable: true })
  @Field(() => LocalDateScalar, {
    name: 'residentSince',
    nullable: true,
    description: 'Since when a migrant lives in town (在城镇居住起始日); null when unknown.',
  })
  residentSinceOn!: string | null;

  @Column({ type: 'boolean', name: 'has_residence_permit' })
  @Field(() => Boolean, { description: 'Whether a migrant holds a residence permit (居住证).' })
  hasResidencePermit!: boolean;

  @Column({ type: 'text', nullable: true })
  @Field(() => DiversionRoute, {
    nullable: true,
    description: 'Route of a diverted worker (分流安置渠道); null for who was not diverted.',
  })
  diversion!: DiversionRoute | null;

  @Column({ type: 'text', name: 'study_level', nullable: true })
  @Field(() => StudyLevel, { nullable: true, description: 'Level of study (学段); null for who is not in education.' })
  studyLevel!: StudyLevel | null;

  @Column({ type: 'text', name: 'school_name', nullable: true })
  @Field(() => String, { name: 'school', nullable: true, description: 'School (就读学校); null when unknown.' })
  schoolName!: string | null;

  @Column({ type: 'integer', name: 'enrolled_year', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Year of enrolment (入学年份); null when unknown.' })
  enrolledYear!: number | null;

  @Column({ type: 'integer', name: 'programme_years', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Length of the programme in years (学制); null when unknown.' })
  programmeYears!: number | null;

  /** The person of the register, once recorded. */
  @Column({ type: 'uuid', name: 'worker_id', nullable: true })
  workerId!: string | null;
}
