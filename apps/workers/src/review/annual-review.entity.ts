import { LocalDateScalar } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { AnnualReviewState } from './annual-review-state';

/** The annual review of a file (年度复核): a visit, a new assessment, a finding, a result. */
@Entity({ name: 'annual_review' })
@ObjectType('AnnualReview', {
  description: 'The annual review of a file (年度复核): a visit, a new assessment, a finding, a result.',
})
export class AnnualReview {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the review (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'household_id' })
  householdId!: string;

  @Column({ type: 'text', name: 'region_code', collation: 'C' })
  regionCode!: string;

  @Column({ type: 'text' })
  @Field(() => AnnualReviewState, { description: 'State (状态).' })
  state!: AnnualReviewState;

  @Column({ type: 'text', name: 'opened_by' })
  @Field(() => String, { description: 'User id of who began it (发起人).' })
  openedBy!: string;

  @Column({ type: 'date', name: 'opened_on' })
  @Field(() => LocalDateScalar, { description: 'Day it was begun (发起日期).' })
  openedOn!: string;

  @Column({ type: 'boolean', name: 'is_still_in_hardship', nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the household is in hardship still (是否仍困难); null before the finding.',
  })
  isStillInHardship!: boolean | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What was found (复核情况); null before.' })
  findings!: string | null;

  @Column({ type: 'date', name: 'visited_on', nullable: true })
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day of the visit (入户日期); null before.' })
  visitedOn!: string | null;

  @Column({ type: 'uuid', name: 'assessment_id', nullable: true })
  assessmentId!: string | null;

  @Column({ type: 'text', name: 'found_by', nullable: true })
  @Field(() => String, { nullable: true, description: 'User id of who found it (复核人); null before.' })
  foundBy!: string | null;

  @Column({ type: 'text', name: 'closed_by', nullable: true })
  @Field(() => String, { nullable: true, description: 'User id of who ended it (办结人); null while it is open.' })
  closedBy!: string | null;

  @Column({ type: 'date', name: 'closed_on', nullable: true })
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day it ended (办结日期); null while it is open.' })
  closedOn!: string | null;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version of the review (版本), raised by every change.' })
  version!: number;
}
