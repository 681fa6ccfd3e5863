import { Instant, registerEnum } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Stage at which a decision is taken (审批环节). */
export enum DecisionStage {
  FIRST_REVIEW = 'FIRST_REVIEW',
  VERIFICATION = 'VERIFICATION',
  APPROVAL = 'APPROVAL',
}

registerEnum(DecisionStage, 'DecisionStage', 'Stage at which a decision is taken (审批环节).', {
  FIRST_REVIEW: 'First review by the unit or grass-roots union (初审).',
  VERIFICATION: 'Verification of visit and checks (复核).',
  APPROVAL: 'Approval by the county or city federation (审批).',
});

/** What was decided (审批意见). */
export enum Verdict {
  PASSED = 'PASSED',
  RETURNED = 'RETURNED',
  REJECTED = 'REJECTED',
}

registerEnum(Verdict, 'Verdict', 'What was decided (审批意见).', {
  PASSED: 'Passed on (同意).',
  RETURNED: 'Returned for completion (退回).',
  REJECTED: 'Refused (不同意).',
});

/**
 * A decision (审批) on a filing application or an exit. Approval is never by who filed or verified (I4); the database refuses a
 * second approval by the same user.
 */
@Entity({ name: 'decision' })
@ObjectType('Decision', {
  description: 'A decision on a filing application or on an exit (审批), with who took it and when.',
})
export class Decision {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the decision (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'application_id', nullable: true })
  applicationId!: string | null;

  @Column({ type: 'uuid', name: 'exit_review_id', nullable: true })
  exitReviewId!: string | null;

  @Column({ type: 'text' })
  @Field(() => DecisionStage, { description: 'Stage (审批环节).' })
  stage!: DecisionStage;

  @Column({ type: 'text' })
  @Field(() => Verdict, { description: 'What was decided (审批意见).' })
  verdict!: Verdict;

  @Column({ type: 'text', name: 'decided_by' })
  @Field(() => String, { description: 'User id of who decided (审批人).' })
  decidedBy!: string;

  @Column({ type: 'timestamptz', name: 'decided_at' })
  @Field(() => Instant, { description: 'When it was decided (审批时间).' })
  decidedAt!: Date;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Reasons given (理由); null when none were.' })
  opinion!: string | null;

  /** Round of the application: nobody passes it twice in one. */
  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Round of the procedure (轮次) in which it was taken.' })
  round!: number;
}
