import { LocalDateScalar } from '@nuan/federation';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { ReferralState } from './referral-state';

/** A person recommended for a job (推荐岗位介绍就业). */
@Entity({ name: 'job_referral' })
@Directive('@key(fields: "id")')
@ObjectType('JobReferral', { description: 'A person recommended for a job (推荐岗位介绍就业).' })
export class JobReferral {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the referral (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'person_id' })
  personId!: string;

  /** The vacancy it answers, when the employer had posted one. */
  @Column({ type: 'uuid', name: 'vacancy_id', nullable: true })
  vacancyId!: string | null;

  @Column({ type: 'uuid', name: 'employer_id' })
  employerId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'The job (岗位).' })
  position!: string;

  @Column({ type: 'text' })
  @Field(() => ReferralState, { description: 'State (推荐状态).' })
  state!: ReferralState;

  @Column({ type: 'date', name: 'offered_on' })
  @Field(() => LocalDateScalar, { description: 'Day the person was told of the job (推荐日期).' })
  offeredOn!: string;

  @Column({ type: 'date', name: 'closed_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day it ended, one way or the other (办结日期); null while it is open.',
  })
  closedOn!: string | null;

  @Column({ type: 'text', name: 'declined_reason', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why nothing came of it (未成功原因); null unless it was declined.',
  })
  declinedReason!: string | null;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version, for `expectedVersion` (版本).' })
  version!: number;
}
