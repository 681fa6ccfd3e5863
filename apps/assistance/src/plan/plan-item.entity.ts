import { LocalDateScalar } from '@nuan/federation';
import { HardshipCause } from '@nuan/kernel';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { PlanItemKind } from './plan-item-kind';
import { PlanItemState } from './plan-item-state';

/** One measure of a plan (帮扶措施): what is delivered, the cause it answers (因困施策), and how far it is. */
@Entity({ name: 'plan_item' })
@ObjectType('PlanItem', {
  description: 'One measure of an aid plan (帮扶措施), chosen to answer one cause of hardship (因困施策).',
})
export class PlanItem {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the item (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'plan_id' })
  planId!: string;

  /** Order within the plan, from 1. */
  @Column({ type: 'smallint' })
  position!: number;

  @Column({ type: 'text' })
  @Field(() => PlanItemKind, { description: 'What is delivered (措施类型).' })
  kind!: PlanItemKind;

  @Column({ type: 'text' })
  @Field(() => HardshipCause, { description: 'Cause that the item answers (对应致困原因).' })
  cause!: HardshipCause;

  @Column({ type: 'text' })
  @Field(() => PlanItemState, { description: 'How far the item is (措施进度).' })
  state!: PlanItemState;

  @Column({ type: 'date', name: 'due_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'By when it is to be done (完成时限); null when no date was set.',
  })
  dueOn!: string | null;

  @Column({ type: 'date', name: 'done_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day it was delivered (落实日期); null until the item is DONE.',
  })
  doneOn!: string | null;

  /** The payment that carries the item out. */
  @Column({ type: 'uuid', name: 'disbursement_id', nullable: true })
  disbursementId!: string | null;

  @Column({ type: 'uuid', name: 'employment_ref', nullable: true })
  @Field(() => ID, {
    nullable: true,
    description:
      'Id of the placement, training, start-up or asset kept by employment (就业记录); null when the item is no matter of work.',
  })
  employmentRef!: string | null;

  @Column({ type: 'text', name: 'dropped_reason', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why it was given up (取消原因); null unless the item is DROPPED.',
  })
  droppedReason!: string | null;
}
