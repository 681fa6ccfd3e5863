import { LocalDateScalar } from '@nuan/federation';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A construction project and its work-injury insurance, which construction takes out by project (同舟计划). */
@Entity({ name: 'insurance_project' })
@Directive('@key(fields: "id")')
@ObjectType('InsuranceProject', {
  description: 'A construction project and its work-injury insurance by project (建筑业工伤保险、同舟计划).',
})
export class InsuranceProject {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the project (编号).' })
  readonly id!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Name of the project (项目名称).' })
  name!: string;

  @Column({ type: 'uuid', name: 'enterprise_id' })
  enterpriseId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'date', name: 'started_on' })
  @Field(() => LocalDateScalar, { description: 'Day work began (开工日期).' })
  startedOn!: string;

  @Column({ type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether its workers are insured against injury (是否参保).' })
  insured!: boolean;

  @Column({ type: 'date', name: 'insured_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day the insurance began (参保日期); null when there is none.',
  })
  insuredOn!: string | null;

  @Column({ type: 'integer', name: 'workers_covered', default: 0 })
  @Field(() => Int, { description: 'Workers covered (参保人数); 0 when there is no insurance.' })
  workersCovered!: number;

  @Column({ type: 'text', name: 'registered_by', nullable: true })
  registeredBy!: string | null;

  @Column({ type: 'text', name: 'proof_ref', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Number of the proof of insurance (参保证明编号); null when not on record.',
  })
  proofRef!: string | null;

  @Column({ type: 'date', name: 'closed_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day the work ended (竣工日期); null while it is in progress.',
  })
  closedOn!: string | null;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version (版本), raised by every change.' })
  version!: number;
}
