import { Instant, RegionCodeScalar } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { ClientKind, RateClass } from './client-kind';

/** A program that signs in by itself (客户端): a partner department's, or a service's. */
@Entity({ name: 'client' })
@ObjectType('Client', { description: 'A program that signs in with a secret of its own (客户端).' })
export class Client {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID (编号); the subject of its tokens.' })
  readonly id!: string;

  @Column({ type: 'text', name: 'client_id' })
  @Field(() => String, { description: 'Name that it signs in with (客户端标识).' })
  clientId!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'What it is (名称).' })
  title!: string;

  @Column({ type: 'text' })
  @Field(() => ClientKind, { description: 'Kind (类别).' })
  kind!: ClientKind;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Department that runs it (所属部门), such as HUMAN_RESOURCES.' })
  department!: string;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The one subgraph that its tokens are good for (子图); null for all.',
  })
  subgraph!: string | null;

  @Column({ type: 'text', array: true })
  @Field(() => [String], { description: 'Its rights, one by one (权限), such as wageCase:read.' })
  scopes!: string[];

  @Column({ type: 'text', array: true, name: 'read_regions' })
  @Field(() => [RegionCodeScalar], { description: 'Where it reads (可读区划).' })
  readRegions!: string[];

  @Column({ type: 'text', array: true, name: 'write_regions' })
  @Field(() => [RegionCodeScalar], { description: 'Where it writes (可写区划), within where it reads.' })
  writeRegions!: string[];

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Name of its contract schema (接口契约); null for none.' })
  contract!: string | null;

  @Column({ type: 'text', name: 'rate_class' })
  @Field(() => RateClass, { description: 'How much it may ask for (限流等级).' })
  rateClass!: RateClass;

  @Column({ type: 'timestamptz', name: 'created_at' })
  @Field(() => Instant, { description: 'When it was made (建立时间).' })
  createdAt!: Date;

  @Column({ type: 'text', name: 'created_by' })
  createdBy!: string;

  @Column({ type: 'timestamptz', name: 'disabled_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'Since when it is disabled (停用时间); null while it is not.' })
  disabledAt!: Date | null;

  @Column({ type: 'text', name: 'disabled_by', nullable: true })
  @Field(() => ID, { nullable: true, description: 'Who disabled it (停用人); null while it is not.' })
  disabledBy!: string | null;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version (版本), raised by every change.' })
  version!: number;
}
