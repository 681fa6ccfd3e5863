import { LocalDateScalar } from '@nuan/federation';
import { ExitReason } from '@nuan/kernel';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { NoticeChannel, ProposedAs } from './exit-proposal';
import { ExitReviewState } from './exit-review-state';

/** Months above the line that make a household self-supporting. Source: practice of 2019–20 (连续6个月高于低保标准). */
export const MONTHS_ABOVE_LINE = 6;

/** Months for which an exited household is followed up (跟踪期, I6). */
export const FOLLOW_UP_MONTHS = 6;

/** The review by which a household leaves the register (退出审核): proposal, public notice, approval, follow-up. */
@Entity({ name: 'exit_review' })
@Directive('@key(fields: "id")')
@ObjectType('ExitReview', {
  description:
    'The review by which a household leaves the register (退出审核): proposal, public notice, approval, follow-up.',
})
export class ExitReview {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the review (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'household_id' })
  householdId!: string;

  @Column({ type: 'text', name: 'region_code', collation: 'C' })
  regionCode!: string;

  @Column({ type: 'text' })
  @Field(() => ExitReviewState, { description: 'State (审核状态).' })
  state!: ExitReviewState;

  @Column({ type: 'text' })
  @Field(() => ExitReason, { description: 'Why the household is to leave (退出原因).' })
  reason!: ExitReason;

  @Column({ type: 'integer', name: 'months_above_line', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description:
      'Months in a row above the line (连续高于低保标准月数), six or more for SELF_SUPPORTING; null for other reasons.',
  })
  monthsAboveLine!: number | null;

  @Column({ type: 'text', name: 'proposed_as', nullable: true })
  @Field(() => ProposedAs, {
    nullable: true,
    description: 'Who asked for it (提出方式); null for reviews taken over from before.',
  })
  proposedAs!: ProposedAs | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why, in words (说明); null for reviews taken over from before.',
  })
  explanation!: string | null;

  @Column({ type: 'text', name: 'decided_by', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'User id of who approved or refused it (审批人), never who proposed it; null before.',
  })
  decidedBy!: string | null;

  @Column({ type: 'text', name: 'notice_no', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Number of the written notice to the household (书面告知文号); null before.',
  })
  noticeNo!: string | null;

  @Column({ type: 'text', name: 'notice_channel', nullable: true })
  @Field(() => NoticeChannel, { nullable: true, description: 'How the notice was served (送达方式); null before.' })
  noticeChannel!: NoticeChannel | null;

  @Column({ type: 'date', name: 'notice_served_on', nullable: true })
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day the notice was served (送达日期); null before.' })
  noticeServedOn!: string | null;

  @Column({ type: 'text', name: 'proposed_by' })
  @Field(() => String, { description: 'User id of who proposed it (提出人).' })
  proposedBy!: string;

  @Column({ type: 'date', name: 'proposed_on' })
  @Field(() => LocalDateScalar, { description: 'Day of the proposal (提出日期).' })
  proposedOn!: string;

  @Column({ type: 'date', name: 'closed_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day of the approval or refusal (审批日期); null while it is under way.',
  })
  closedOn!: string | null;

  @Column({ type: 'date', name: 'follow_up_until_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    name: 'followUpUntil',
    description: 'Until when the household is followed up (跟踪期截止日); null unless it came out of hardship.',
  })
  followUpUntilOn!: string | null;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version of the review (版本), raised by every change.' })
  version!: number;
}
