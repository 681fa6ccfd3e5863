import { LocalDateScalar } from '@nuan/federation';
import { TargetGroupKind } from '@nuan/kernel';
import { Field, ID, ObjectType } from 'type-graphql';
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
  @Field(() => LocalDateScalar, { description: 'Day it was held (举办日期).' })
  heldOn!: string;
}
