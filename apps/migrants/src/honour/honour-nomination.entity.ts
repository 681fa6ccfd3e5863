import { LocalDateScalar } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { HonourKind } from './honour-kind';
import { NominationState } from './nomination-state';

/** That a person was proposed for an honour (荣誉推荐), and what was decided. */
@Entity({ name: 'honour_nomination' })
@ObjectType('HonourNomination', {
  description: 'That a person was proposed for an honour (荣誉推荐), and what was decided.',
})
export class HonourNomination {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the nomination (编号).' })
  readonly id!: string;

  @Column({ type: 'text' })
  @Field(() => HonourKind, { description: 'Which honour (荣誉类型).' })
  kind!: HonourKind;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Edition (届次).' })
  edition!: number;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Full name of the honour (荣誉名称).' })
  name!: string;

  @Column({ type: 'uuid', name: 'worker_id' })
  workerId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text' })
  @Field(() => NominationState, { description: 'Where it is (状态).' })
  state!: NominationState;

  /** Who proposed; the API does not show officers. */
  @Column({ type: 'text', name: 'nominated_by' })
  nominatedBy!: string;

  @Column({ type: 'date', name: 'nominated_on' })
  @Field(() => LocalDateScalar, { description: 'Day it was proposed (推荐日期).' })
  nominatedOn!: string;

  @Column({ type: 'text', name: 'decided_by', nullable: true })
  decidedBy!: string | null;

  @Column({ type: 'date', name: 'decided_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day it was decided (决定日期); null while it is open.',
  })
  decidedOn!: string | null;

  @Column({ type: 'uuid', name: 'honour_id', nullable: true })
  honourId!: string | null;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version (版本), raised by every change.' })
  version!: number;
}
