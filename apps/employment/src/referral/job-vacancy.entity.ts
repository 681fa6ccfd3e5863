import { LocalDateScalar } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Jobs that an employer offers to those in need of work (岗位信息); open ones add up to `Enterprise.jobsOffered`. */
@Entity({ name: 'job_vacancy' })
@ObjectType('JobVacancy', { description: 'Jobs that an employer offers to those in need of work (岗位信息).' })
export class JobVacancy {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the vacancy (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'enterprise_id' })
  enterpriseId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'The job (岗位).' })
  title!: string;

  /** How many persons are wanted. */
  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'How many persons are wanted (招用人数).' })
  openings!: number;

  @Column({ type: 'date', name: 'posted_on' })
  @Field(() => LocalDateScalar, { description: 'Day it was posted (发布日期).' })
  postedOn!: string;

  /** Subject of who posted it; never shown. Null of vacancies from before this was kept. */
  @Column({ type: 'text', name: 'posted_by', nullable: true })
  postedBy!: string | null;

  @Column({ type: 'date', name: 'closed_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day from which it is offered no longer (截止日期); null while it is not fixed.',
  })
  closedOn!: string | null;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version, for `expectedVersion` (版本).' })
  version!: number;
}
