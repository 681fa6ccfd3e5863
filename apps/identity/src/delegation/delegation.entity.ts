import { Instant, RegionCodeScalar } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { PersonRole } from '../role/person-role';

/** A role lent to a colleague until a day (代理): out of an assignment of one's own, never out of another delegation. */
@Entity({ name: 'delegation' })
@ObjectType('Delegation', {
  description: 'A role lent to a colleague until a day (岗位代理). Who acts by it acts under the own id.',
})
export class Delegation {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'assignment_id' })
  @Field(() => ID, { description: 'The assignment that it is lent out of (原岗位授权).' })
  assignmentId!: string;

  @Column({ type: 'uuid', name: 'delegator_id' })
  @Field(() => ID, { description: 'Who lends it (委托人).' })
  delegatorId!: string;

  @Column({ type: 'uuid', name: 'delegate_id' })
  @Field(() => ID, { description: 'Who acts (代理人).' })
  delegateId!: string;

  @Column({ type: 'text' })
  @Field(() => PersonRole, { description: 'The role (角色).' })
  role!: PersonRole;

  @Column({ type: 'text', array: true, name: 'read_regions' })
  @Field(() => [RegionCodeScalar], { description: 'Where the delegate reads (可读区划).' })
  readRegions!: string[];

  @Column({ type: 'text', array: true, name: 'write_regions' })
  @Field(() => [RegionCodeScalar], { description: 'Where the delegate writes (可写区划).' })
  writeRegions!: string[];

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'timestamptz', name: 'valid_from' })
  @Field(() => Instant, { description: 'From when it holds (生效时间).' })
  validFrom!: Date;

  @Column({ type: 'timestamptz', name: 'valid_to' })
  @Field(() => Instant, { description: 'Until when (失效时间); at most 31 days later.' })
  validTo!: Date;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Why (代理原因), such as a holiday.' })
  reason!: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  @Field(() => Instant, { description: 'When it was given (委托时间).' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'ended_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was ended early (提前结束时间); null otherwise.' })
  endedAt!: Date | null;

  @Column({ type: 'text', name: 'ended_by', nullable: true })
  @Field(() => ID, { nullable: true, description: 'Who ended it early (结束人); null otherwise.' })
  endedBy!: string | null;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version (版本), raised by every change.' })
  version!: number;
}
