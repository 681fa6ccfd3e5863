import { LocalDateScalar, registerEnum } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** State of a follow-up (跟踪回访状态). */
export enum FollowUpState {
  OPEN = 'OPEN',
  DONE = 'DONE',
}

registerEnum(FollowUpState, 'FollowUpState', 'State of a follow-up (跟踪回访状态).', {
  OPEN: 'To be done (待回访).',
  DONE: 'Done (已回访).',
});

/** A visit to a household that left out of hardship (跟踪回访), due on a day; the last one half a year after the exit (I6). */
@Entity({ name: 'follow_up_task' })
@ObjectType('FollowUpTask', {
  description: 'A visit to a household that left out of hardship (跟踪回访), due on a day.',
})
export class FollowUpTask {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the task (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'household_id' })
  householdId!: string;

  @Column({ type: 'uuid', name: 'exit_review_id' })
  exitReviewId!: string;

  @Column({ type: 'text', name: 'region_code', collation: 'C' })
  regionCode!: string;

  @Column({ type: 'date', name: 'due_on' })
  @Field(() => LocalDateScalar, { description: 'Day it is due (应回访日期).' })
  dueOn!: string;

  @Column({ type: 'text' })
  @Field(() => FollowUpState, { description: 'State (状态).' })
  state!: FollowUpState;

  @Column({ type: 'date', name: 'done_on', nullable: true })
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day it was done (回访日期); null before.' })
  doneOn!: string | null;

  @Column({ type: 'text', name: 'done_by', nullable: true })
  @Field(() => String, { nullable: true, description: 'User id of who did it (回访人); null before.' })
  doneBy!: string | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What was found (回访情况); null before.' })
  finding!: string | null;

  @Column({ type: 'boolean', name: 'is_relapse_feared', nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a relapse is to be feared (有无返困风险); null before.',
  })
  isRelapseFeared!: boolean | null;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version of the task (版本), raised by every change.' })
  version!: number;
}
