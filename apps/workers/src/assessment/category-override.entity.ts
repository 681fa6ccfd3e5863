import { Instant } from '@nuan/federation';
import { HardshipCategory } from '@nuan/kernel';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { OverrideState } from './override-state';

/** A category proposed against the result of the rules (类别调整): in force only when a second person confirms it. */
@Entity({ name: 'category_override' })
@ObjectType('CategoryOverride', {
  description: 'A category proposed against the result of the rules (类别调整), in force by a second person alone.',
})
export class CategoryOverride {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the proposal (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'household_id' })
  householdId!: string;

  @Column({ type: 'text', name: 'region_code', collation: 'C' })
  regionCode!: string;

  @Column({ type: 'text' })
  @Field(() => OverrideState, { description: 'State (状态).' })
  state!: OverrideState;

  @Column({ type: 'text' })
  @Field(() => HardshipCategory, { description: 'Category proposed (拟调整类别).' })
  category!: HardshipCategory;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Why (调整理由).' })
  reason!: string;

  @Column({ type: 'text', name: 'proposed_by' })
  @Field(() => String, { description: 'User id of who proposed it (提出人).' })
  proposedBy!: string;

  @Column({ type: 'timestamptz', name: 'proposed_at' })
  @Field(() => Instant, { description: 'When it was proposed (提出时间).' })
  proposedAt!: Date;

  @Column({ type: 'text', name: 'decided_by', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'User id of who confirmed or declined it (确认人); null before.',
  })
  decidedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'decided_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When that was (确认时间); null before.' })
  decidedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What was said to it (意见); null when nothing was.' })
  opinion!: string | null;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version of the proposal (版本), raised by every change.' })
  version!: number;
}
