import { Instant, RegionCodeScalar } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { PersonRole } from './person-role';

/** A role that a user holds (岗位授权): where it reads, where it writes, from when to when. Revoked, never deleted. */
@Entity({ name: 'role_assignment' })
@ObjectType('RoleAssignment', { description: 'A role that a user holds (岗位授权), where, and from when to when.' })
export class RoleAssignment {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'user_id' })
  @Field(() => ID, { description: 'Who holds it (用户编号).' })
  userId!: string;

  @Column({ type: 'text' })
  @Field(() => PersonRole, { description: 'The role (角色).' })
  role!: PersonRole;

  @Column({ type: 'text', array: true, name: 'read_regions' })
  @Field(() => [RegionCodeScalar], { description: 'Where it reads (可读区划), each with all divisions below.' })
  readRegions!: string[];

  @Column({ type: 'text', array: true, name: 'write_regions' })
  @Field(() => [RegionCodeScalar], { description: 'Where it writes (可写区划), within where it reads.' })
  writeRegions!: string[];

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'uuid', name: 'union_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The union that it acts for (所属工会); null for none.' })
  unionId!: string | null;

  @Column({ type: 'uuid', array: true, name: 'read_unions', nullable: true })
  @Field(() => [ID], {
    nullable: true,
    description: 'Unions at the head of the sub-trees that it reads (可读工会); null where its regions alone bound it.',
  })
  readUnions!: string[] | null;

  @Column({ type: 'uuid', array: true, name: 'write_unions', nullable: true })
  @Field(() => [ID], {
    nullable: true,
    description:
      'Unions at the head of the sub-trees that it writes for (可写工会); null where it writes for all that it reads.',
  })
  writeUnions!: string[] | null;

  @Column({ type: 'timestamptz', name: 'valid_from' })
  @Field(() => Instant, { description: 'From when it holds (生效时间).' })
  validFrom!: Date;

  @Column({ type: 'timestamptz', name: 'valid_to', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'Until when (失效时间); null without an end.' })
  validTo!: Date | null;

  @Column({ type: 'timestamptz', name: 'granted_at' })
  @Field(() => Instant, { description: 'When it was granted (授权时间).' })
  grantedAt!: Date;

  @Column({ type: 'text', name: 'granted_by' })
  @Field(() => ID, { description: 'Who granted it (授权人).' })
  grantedBy!: string;

  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was revoked (撤销时间); null while it stands.' })
  revokedAt!: Date | null;

  @Column({ type: 'text', name: 'revoked_by', nullable: true })
  @Field(() => ID, { nullable: true, description: 'Who revoked it (撤销人); null while it stands.' })
  revokedBy!: string | null;

  @Column({ type: 'text', name: 'revoked_reason', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was revoked (撤销原因); null while it stands.' })
  revokedReason!: string | null;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version (版本), raised by every change.' })
  version!: number;
}
