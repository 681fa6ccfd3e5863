import { LocalDateScalar } from '@nuan/federation';
import { DiversionRoute, OccupationGroup } from '@nuan/kernel';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { EmploymentStatus } from './employment-status';
import { Gender } from './gender';
import { HouseholdRelation } from './household-relation';
import { ModelWorkerLevel } from './model-worker-level';

/** One person, one row, hence at most one file: the constraint decides, not a prior read (I1). */
export const UNIQUE_ID_NUMBER = 'worker_id_number_hash_unique';

/**
 * A person known to the unions (职工及家庭成员): heads and members of filed households, model workers, workers who are consoled
 * without a file. One row per person; membership of a household is two of its columns. What identifies a person is sealed,
 * found by its keyed hash and shown by its mask.
 */
@Entity({ name: 'worker' })
@Directive('@key(fields: "id")')
@ObjectType('Worker', {
  description:
    'A person known to the unions (职工或家庭成员), with or without a filed household. Name and ID number are masked.',
})
export class Worker {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the person (编号).' })
  readonly id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', name: 'id_number_mask', nullable: true })
  idNumberMask!: string | null;

  @Column({ type: 'bytea', name: 'id_number_sealed', nullable: true, select: false })
  idNumberSealed?: Buffer | null;

  @Column({ type: 'bytea', name: 'id_number_hash', nullable: true, select: false })
  idNumberHash?: Buffer | null;

  @Column({ type: 'text', name: 'phone_mask', nullable: true })
  phoneMask!: string | null;

  @Column({ type: 'bytea', name: 'phone_sealed', nullable: true, select: false })
  phoneSealed?: Buffer | null;

  @Column({ type: 'bytea', name: 'phone_hash', nullable: true, select: false })
  phoneHash?: Buffer | null;

  @Column({ type: 'integer', name: 'birth_year', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'Year of birth (出生年份); null when unknown. The day is not published.',
  })
  birthYear!: number | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => Gender, { nullable: true, description: 'Gender (性别); null when unknown.' })
  gender!: Gender | null;

  @Column({ type: 'uuid', name: 'household_id', nullable: true })
  householdId!: string | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => HouseholdRelation, {
    nullable: true,
    description: 'Relation to the head (与户主关系); null for a person without a filed household.',
  })
  relation!: HouseholdRelation | null;

  @Column({ type: 'text', name: 'region_code', collation: 'C' })
  regionCode!: string;

  @Column({ type: 'uuid', name: 'union_id', nullable: true })
  unionId!: string | null;

  @Column({ type: 'uuid', name: 'employer_id', nullable: true })
  employerId!: string | null;

  @Column({ type: 'boolean', name: 'is_migrant' })
  @Field(() => Boolean, { description: 'Whether the person is a migrant worker or of such a family (农民工).' })
  isMigrant!: boolean;

  @Column({ type: 'text', name: 'employment_status' })
  @Field(() => EmploymentStatus, { description: 'Employment status (工作状态).' })
  employmentStatus!: EmploymentStatus;

  @Column({ type: 'text', name: 'occupation_group', nullable: true })
  @Field(() => OccupationGroup, {
    nullable: true,
    description: 'Occupation group (职业群体); null for who does not work.',
  })
  occupationGroup!: OccupationGroup | null;

  /** A HealthStatus, sealed; null stands for GOOD. */
  @Column({ type: 'bytea', name: 'health_sealed', nullable: true })
  healthSealed!: Buffer | null;

  /** A Disability as text, sealed; null for none. */
  @Column({ type: 'bytea', name: 'disability_sealed', nullable: true })
  disabilitySealed!: Buffer | null;

  @Column({ type: 'text', name: 'model_worker_level', nullable: true })
  @Field(() => ModelWorkerLevel, {
    nullable: true,
    description: 'Honour level of a model worker (劳模类型); null for others.',
  })
  modelWorkerLevel!: ModelWorkerLevel | null;

  @Column({ type: 'date', name: 'contract_until_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    name: 'contractUntil',
    description: 'Last day of the labour contract (劳动合同期限); null when open-ended or none.',
  })
  contractUntilOn!: string | null;

  @Column({ type: 'boolean', name: 'is_union_member' })
  @Field(() => Boolean, { name: 'unionMember', description: 'Whether the person has joined the union (工会会员).' })
  isUnionMember!: boolean;

  @Column({ type: 'text', nullable: true })
  @Field(() => DiversionRoute, {
    nullable: true,
    description: 'Route of a diverted worker (分流安置渠道); null for who was not diverted.',
  })
  diversion!: DiversionRoute | null;

  @Column({ type: 'date', name: 'member_since_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    name: 'memberSince',
    description: 'Day the person joined the household (加入家庭日期); null for a member since the filing, or of none.',
  })
  memberSinceOn!: string | null;

  @Column({ type: 'date', name: 'erased_on', nullable: true })
  erasedOn!: string | null;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version of the record (版本), raised by every change; 1 when it was made.' })
  version!: number;
}
