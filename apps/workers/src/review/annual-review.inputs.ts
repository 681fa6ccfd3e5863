import { LocalDateScalar } from '@nuan/federation';
import { Allow, Length, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { FileChange } from '../household/file-change';

/** A file whose review is to begin. */
@InputType({ description: 'A file whose annual review is to begin (启动年度复核).' })
export class OpenReviewInput extends FileChange {
  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): the same key gives the same review.' })
  readonly idempotencyKey!: string;
}

/** What every step of a review names. */
@InputType({ description: 'Which annual review (年度复核), and which version of it was seen.' })
export class ReviewStepInput {
  @Allow()
  @Field(() => ID, { description: 'The review (复核编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the review that was seen (所见版本).' })
  readonly expectedVersion!: number;
}

/** What a review found. */
@InputType({ description: 'What an annual review found (复核情况).' })
export class RecordReviewFindingsInput extends ReviewStepInput {
  @Allow()
  @Field(() => Boolean, { description: 'Whether the household is in hardship still (是否仍困难).' })
  readonly isStillInHardship!: boolean;

  @Allow()
  @Field(() => LocalDateScalar, {
    description: 'Day of the visit at home (入户日期): since the review began, not in the future.',
  })
  readonly visitedOn!: string;

  @Allow()
  @Field(() => String, { description: 'What was found (复核情况), at most 500 characters.' })
  readonly findings!: string;
}

/** A review that is broken off. */
@InputType({ description: 'An annual review that is broken off (中止复核).' })
export class AbandonReviewInput extends ReviewStepInput {
  @Allow()
  @Field(() => String, { description: 'Why (理由).' })
  readonly reason!: string;
}

/** An overdue file that is confirmed. */
@InputType({ description: 'An overdue file that is confirmed for payment (逾期档案确认).' })
export class ConfirmStaleFileInput extends FileChange {
  @Allow()
  @Field(() => LocalDateScalar, { description: 'Last day on which it may be paid (有效期至), within three months.' })
  readonly until!: string;
}
