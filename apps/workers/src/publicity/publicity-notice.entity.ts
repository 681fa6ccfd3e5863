import { LocalDateScalar } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { PublicityKind, PublicityOutcome } from './publicity-kind';

/**
 * A public notice (公示) of a filing or an exit: put up at a place, for a number of full working days. It shows masked names only:
 * there is no column for an ID number, account, phone or illness, so none can leak from here.
 */
@Entity({ name: 'publicity_notice' })
@ObjectType('PublicityNotice', {
  description: 'A public notice of a filing or an exit (公示), for at least the stated number of full working days.',
})
export class PublicityNotice {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the notice (编号).' })
  readonly id!: string;

  @Column({ type: 'text' })
  @Field(() => PublicityKind, { description: 'What it is about (公示事项).' })
  kind!: PublicityKind;

  @Column({ type: 'uuid', name: 'application_id', nullable: true })
  applicationId!: string | null;

  @Column({ type: 'uuid', name: 'exit_review_id', nullable: true })
  exitReviewId!: string | null;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Where it is put up (公示地点).' })
  place!: string;

  @Column({ type: 'date', name: 'posted_on' })
  @Field(() => LocalDateScalar, { description: 'Day it was put up (张贴日期); it does not count.' })
  postedOn!: string;

  @Column({ type: 'integer', name: 'min_working_days' })
  @Field(() => Int, { description: 'Full working days it must stand (公示工作日数).' })
  minWorkingDays!: number;

  @Column({ type: 'date', name: 'earliest_end_on' })
  @Field(() => LocalDateScalar, {
    description: 'Last of these working days by the official calendar (最早截止日); it may be closed the day after.',
  })
  earliestEndOn!: string;

  @Column({ type: 'date', name: 'closed_on', nullable: true })
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day it was closed (结束日期); null while it stands.' })
  closedOn!: string | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => PublicityOutcome, { nullable: true, description: 'How it ended (公示结果); null while it stands.' })
  outcome!: PublicityOutcome | null;
}
