import { Instant } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { PlaceClaimState } from './place-claim-state';

/** That one person claimed a place of an event or a seat of a trip (名额). */
@Entity({ name: 'place_claim' })
@ObjectType('PlaceClaim', { description: 'That one person claimed a place of an event or a seat of a trip (名额).' })
export class PlaceClaim {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the claim (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'pool_id' })
  @Field(() => ID, { description: 'Id of the event or trip (活动或车次编号).' })
  poolId!: string;

  @Column({ type: 'uuid', name: 'worker_id' })
  workerId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text' })
  @Field(() => PlaceClaimState, { description: 'What became of it (状态).' })
  state!: PlaceClaimState;

  @Column({ type: 'integer', name: 'place_no', nullable: true })
  @Field(() => Int, {
    name: 'placeNumber',
    nullable: true,
    description: 'Number of the place or seat (名额号), from 1; null without one.',
  })
  placeNo!: number | null;

  @Column({ type: 'integer', name: 'waiting_no', nullable: true })
  @Field(() => Int, {
    name: 'queueNumber',
    nullable: true,
    description: 'Number on the waiting list (候补号), in order of claiming; null for who got a place at once.',
  })
  waitingNo!: number | null;

  @Column({ type: 'timestamptz', name: 'claimed_at' })
  @Field(() => Instant, { description: 'When it was claimed (申请时间).' })
  claimedAt!: Date;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version (版本), raised by every change.' })
  version!: number;
}
