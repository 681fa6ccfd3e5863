import { Instant } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { ObjectionState } from './publicity-kind';

/** An objection to a public notice (异议). Who raised it is not kept: anybody may, without a name. */
@Entity({ name: 'objection' })
@ObjectType('Objection', { description: 'An objection to a public notice (异议). Who raised it is not recorded.' })
export class Objection {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the objection (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'notice_id' })
  noticeId!: string;

  @Column({ type: 'timestamptz', name: 'raised_at' })
  @Field(() => Instant, { description: 'When it was raised (提出时间).' })
  raisedAt!: Date;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'What it says (异议内容).' })
  content!: string;

  @Column({ type: 'text' })
  @Field(() => ObjectionState, { description: 'State (异议状态).' })
  state!: ObjectionState;

  @Column({ type: 'timestamptz', name: 'resolved_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was resolved (处理时间); null while it is open.' })
  resolvedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What was found (处理结果); null while it is open.' })
  resolution!: string | null;

  /** Subject of the officer who took it down. */
  @Column({ type: 'text', name: 'raised_with', nullable: true })
  raisedWith!: string | null;

  @Column({ type: 'text', name: 'resolved_by', nullable: true })
  resolvedBy!: string | null;
}
