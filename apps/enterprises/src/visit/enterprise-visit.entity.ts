import { bigintTransformer } from '@nuan/database';
import { LocalDateScalar, Money } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { VisitLeaderRank } from './visit-leader-rank';

/**
 * A visit of union leaders to an enterprise in distress (走访慰问困难企业). The relief of its workers is booked by
 * assistance; an amount here is what was handed to the enterprise itself.
 */
@Entity({ name: 'enterprise_visit' })
@ObjectType('EnterpriseVisit', {
  description: 'A visit of union leaders to an enterprise in distress (走访慰问困难企业).',
})
export class EnterpriseVisit {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the visit (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'enterprise_id' })
  enterpriseId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text', name: 'campaign_code', nullable: true })
  campaignCode!: string | null;

  @Column({ type: 'boolean', name: 'first_in_campaign' })
  @Field(() => Boolean, {
    description:
      'Whether this is the visit by which the enterprise counts as visited in the campaign (是否计入活动走访企业数).',
  })
  firstInCampaign!: boolean;

  @Column({ type: 'date', name: 'visited_on' })
  @Field(() => LocalDateScalar, { description: 'Day of the visit (走访日期).' })
  visitedOn!: string;

  @Column({ type: 'text', name: 'leader_rank', nullable: true })
  @Field(() => VisitLeaderRank, {
    nullable: true,
    description: 'Rank of who led the visit (带队领导级别); null when not noted.',
  })
  leaderRank!: VisitLeaderRank | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Position of who led the visit (带队领导职务), never a name; null when not noted.',
  })
  leader!: string | null;

  @Column({ type: 'integer', name: 'workers_met', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Workers met, in persons (慰问职工人数); null when not counted.' })
  workersMet!: number | null;

  @Column({ type: 'bigint', name: 'amount_fen', nullable: true, transformer: bigintTransformer })
  @Field(() => Money, {
    name: 'amount',
    nullable: true,
    description: 'Money handed to the enterprise itself (慰问金); null when all relief went to its workers.',
  })
  amountFen!: bigint | null;

  @Column({ type: 'bigint', name: 'goods_fen', nullable: true, transformer: bigintTransformer })
  @Field(() => Money, {
    name: 'goods',
    nullable: true,
    description: 'Value of goods handed to the enterprise itself, as reported (慰问品折价); null when there were none.',
  })
  goodsFen!: bigint | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Note (备注); null when there is none.' })
  note!: string | null;

  @Column({ type: 'date', name: 'corrected_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day on which a counter-entry took it back as wrong (更正日期); null while it stands.',
  })
  readonly correctedOn!: string | null;
}
