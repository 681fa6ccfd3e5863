import { LocalDateScalar } from '@nuan/federation';
import { HardshipCause } from '@nuan/kernel';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { PlanStatus } from './plan-status';

/**
 * The plan by which a household is brought out of hardship (一户一卡一计划): drawn up after a door visit and the analysis
 * of causes, carried out by its items, followed by its helper. A household has at most one ACTIVE plan (I3), its items
 * answer every cause or say why not (I23), and its goal lies within the programme, which ends on 2020-12-31 (I24).
 */
@Entity({ name: 'aid_plan' })
@Directive('@key(fields: "id")')
@ObjectType('AidPlan', {
  description:
    'One household, one card, one plan (一户一卡一计划): what will be done, by whom and by when, so that the household comes out of hardship.',
})
export class AidPlan {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the plan (编号).' })
  readonly id!: string;

  @Column({ type: 'text', name: 'card_no' })
  @Field(() => String, { description: 'Number of the household’s card (帮扶卡号), unique in the province.' })
  cardNo!: string;

  @Column({ type: 'uuid', name: 'household_id' })
  householdId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'uuid', name: 'union_id', nullable: true })
  unionId!: string | null;

  /** The pairing whose helper follows this plan; null before a helper is found. */
  @Column({ type: 'uuid', name: 'pairing_id', nullable: true })
  pairingId!: string | null;

  @Column({ type: 'text' })
  @Field(() => PlanStatus, { description: 'State of the plan (计划状态).' })
  status!: PlanStatus;

  @Column({ type: 'date', name: 'goal_on' })
  @Field(() => LocalDateScalar, {
    description:
      'By when the household is to be out of hardship (脱困目标日期); not after the programme’s end, 2020-12-31.',
  })
  goalOn!: string;

  @Column({ type: 'text', name: 'causes_answered', array: true })
  @Field(() => [HardshipCause], {
    description: 'Causes of hardship that the items answer (已对应的致困原因), the primary cause first.',
  })
  causesAnswered!: HardshipCause[];

  @Column({ type: 'text', name: 'unanswered_reason', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why a cause of the household has no item yet (未对应原因说明); null when every cause is answered.',
  })
  unansweredReason!: string | null;

  @Column({ type: 'date', name: 'opened_on' })
  @Field(() => LocalDateScalar, { description: 'Day the plan was drawn up (制定日期).' })
  openedOn!: string;

  @Column({ type: 'date', name: 'closed_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day the plan was completed, replaced or cancelled (结束日期); null while it is a draft or in force.',
  })
  closedOn!: string | null;

  @Column({ type: 'text', name: 'closed_reason', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why the plan was replaced or given up (结束原因); null when it was completed, or before it ended.',
  })
  closedReason!: string | null;

  /** The plan that replaced this one. */
  @Column({ type: 'uuid', name: 'superseded_by_id', nullable: true })
  supersededById!: string | null;

  @Column({ type: 'integer' })
  @Field(() => Int, {
    description:
      'Version of the plan (版本), raised by every change of the plan or of an item; 1 when it was drawn up.',
  })
  version!: number;
}
