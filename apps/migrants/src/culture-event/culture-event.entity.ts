import { LocalDateScalar } from '@nuan/federation';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { CultureEventKind } from './culture-event-kind';
import { CultureEventStatus } from './culture-event-status';

/** Culture or a festive service brought to front-line workers by union volunteers (送文化、强后勤). */
@Entity({ name: 'culture_event' })
@Directive('@key(fields: "id")')
@ObjectType('CultureEvent', {
  description: 'Culture or a festive service brought to front-line workers by union volunteers (送文化、强后勤).',
})
export class CultureEvent {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the event (编号).' })
  readonly id!: string;

  @Column({ type: 'text' })
  @Field(() => CultureEventKind, { description: 'What was brought (项目).' })
  kind!: CultureEventKind;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Title (名称).' })
  title!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text', name: 'campaign_code', nullable: true })
  campaignCode!: string | null;

  @Column({ type: 'date', name: 'held_on' })
  @Field(() => LocalDateScalar, { description: 'Day it is or was held (举办日期).' })
  heldOn!: string;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Union volunteers who helped (职工志愿者人数).' })
  volunteers!: number;

  /** Workers who took part. */
  @Column({ type: 'integer', name: 'participants' })
  participantCount!: number;

  @Column({ type: 'text', default: CultureEventStatus.CLOSED })
  @Field(() => CultureEventStatus, { description: 'Where it is (活动状态).' })
  status!: CultureEventStatus;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version (版本), raised by every change.' })
  version!: number;
}
