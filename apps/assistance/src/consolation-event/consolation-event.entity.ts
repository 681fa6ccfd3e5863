import { LocalDateScalar } from '@nuan/federation';
import { TargetGroupKind } from '@nuan/kernel';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An occasion of a campaign at which a group was consoled (集中慰问活动). Recipients and amount are counted from its payments. */
@Entity({ name: 'consolation_event' })
@ObjectType('ConsolationEvent', { description: 'An occasion of a campaign at which a group was consoled (慰问活动).' })
export class ConsolationEvent {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the event (编号).' })
  readonly id!: string;

  @Column({ type: 'text', name: 'campaign_code' })
  campaignCode!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'uuid', name: 'union_id' })
  unionId!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Title in Chinese (活动名称).' })
  title!: string;

  @Column({ type: 'text', name: 'target_group' })
  @Field(() => TargetGroupKind, { description: 'The group consoled (慰问对象类别).' })
  group!: TargetGroupKind;

  @Column({ type: 'date', name: 'held_on' })
  @Field(() => LocalDateScalar, { description: 'Day it is or was held (举办日期).' })
  heldOn!: string;

  @Column({ type: 'date', name: 'cancelled_on', nullable: true })
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day it was called off (取消日期); null otherwise.' })
  cancelledOn!: string | null;

  @Column({ type: 'text', name: 'cancelled_reason', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was called off (取消原因); null otherwise.' })
  cancelledReason!: string | null;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version of the event (版本), raised by every change.' })
  version!: number;
}
