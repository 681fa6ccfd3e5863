import { Instant } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { PlacePhase } from './place-phase';

/** The places of one event or trip (名额), and how many are taken; its row lock is the order of the queue. */
@Entity({ name: 'place_pool' })
@ObjectType('PlacePool', { description: 'The places of one event or trip (名额), given out first come, first served.' })
export class PlacePool {
  /** The id of the event or trip itself. */
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Id of the event or trip that the places are of (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'culture_event_id', nullable: true })
  cultureEventId!: string | null;

  @Column({ type: 'uuid', name: 'return_service_id', nullable: true })
  returnServiceId!: string | null;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text' })
  @Field(() => PlacePhase, { description: 'Whether they can be claimed (名额阶段).' })
  phase!: PlacePhase;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Places in all (名额数).' })
  capacity!: number;

  @Column({ type: 'timestamptz', name: 'opens_at' })
  @Field(() => Instant, { description: 'Claims are taken from then on (开始时间).' })
  opensAt!: Date;

  @Column({ type: 'timestamptz', name: 'closes_at' })
  @Field(() => Instant, { description: 'Claims are taken until then (截止时间).' })
  closesAt!: Date;

  @Column({ type: 'integer', default: 0 })
  @Field(() => Int, { description: 'Places taken (已占名额); never more than there are.' })
  held!: number;

  @Column({ type: 'integer', default: 0 })
  @Field(() => Int, { description: 'Persons on the waiting list (候补人数).' })
  waiting!: number;

  /** The last number given out on the waiting list. */
  @Column({ type: 'integer', name: 'last_waiting_no', default: 0 })
  lastWaitingNo!: number;
}
