import { Instant, LocalDateScalar } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { ErasureGround, ErasureRequestState } from './erasure-request-state';

/** A person's request to be erased (个人信息清除申请), taken down by an officer. It stays as proof that it was answered. */
@Entity({ name: 'erasure_request' })
@ObjectType('ErasureRequest', {
  description: 'A person’s request that its data be erased (个人信息清除申请), and what was decided.',
})
export class ErasureRequest {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the request (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'worker_id' })
  @Field(() => ID, { description: 'Person who asks (申请人).' })
  workerId!: string;

  @Column({ type: 'text', name: 'region_code', collation: 'C' })
  regionCode!: string;

  @Column({ type: 'text' })
  @Field(() => ErasureRequestState, { description: 'State (状态).' })
  state!: ErasureRequestState;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'What the person asked, in words (申请内容); erased with the person.' })
  wish!: string;

  @Column({ type: 'text', name: 'requested_by' })
  @Field(() => String, { description: 'User id of the officer who took it down (登记人).' })
  requestedBy!: string;

  @Column({ type: 'timestamptz', name: 'requested_at' })
  @Field(() => Instant, { description: 'When it was taken down (登记时间).' })
  requestedAt!: Date;

  @Column({ type: 'text', nullable: true })
  @Field(() => ErasureGround, { nullable: true, description: 'Legal ground of a refusal (拒绝依据); null otherwise.' })
  ground!: ErasureGround | null;

  @Column({ type: 'date', name: 'kept_until_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Until when that ground holds (保存至); null when no day is known.',
  })
  keptUntilOn!: string | null;

  @Column({ type: 'text', name: 'decided_by', nullable: true })
  @Field(() => String, { nullable: true, description: 'User id of who decided or took it back (处理人); null before.' })
  decidedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'decided_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When that was (处理时间); null before.' })
  decidedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Reason of the decision (处理意见); erased with the person.' })
  opinion!: string | null;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version of the request (版本), raised by every change.' })
  version!: number;
}

/** What bars an erasure today (不予清除的依据). */
@ObjectType({ description: 'What bars the erasure of a person today (不予清除的依据).' })
export class ErasureBar {
  @Field(() => ErasureGround, { description: 'The weightiest ground (依据).' })
  readonly ground: ErasureGround;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Until when it holds (保存至); null when no day is known.',
  })
  readonly keptUntilOn: string | null;

  constructor(ground: ErasureGround, keptUntilOn: string | null) {
    this.ground = ground;
    this.keptUntilOn = keptUntilOn;
  }
}
