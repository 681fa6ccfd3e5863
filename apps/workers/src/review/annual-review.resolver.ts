import {
  allOf,
  type Connection,
  LocalDateScalar,
  mutationResult,
  type OrderInput,
  PageArgs,
  type Refusal,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { today } from '@nuan/kernel';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';

import { ACTIVE_STATUSES, Household } from '../household/household.entity';
import { HouseholdConnection, householdList } from '../household/household.list';
import type { HouseholdService } from '../household/household.service';
import { AnnualReview } from './annual-review.entity';
import {
  AbandonReviewInput,
  ConfirmStaleFileInput,
  OpenReviewInput,
  RecordReviewFindingsInput,
  ReviewStepInput,
} from './annual-review.inputs';
import { AnnualReviewConnection, annualReviewList, type AnnualReviewService } from './annual-review.service';
import type { AnnualReviewWriter } from './annual-review.writer';

const AnnualReviewResult = mutationResult(
  'AnnualReviewResult',
  'What came of a step of an annual review (年度复核步骤结果).',
  () => [AnnualReview],
);
const ConfirmStaleFileResult = mutationResult(
  'ConfirmStaleFileResult',
  'What came of confirming an overdue file (逾期档案确认结果).',
  () => [Household],
);

/** GraphQL face of annual reviews and overdue files (年度复核、逾期档案). */
@Resolver(() => AnnualReview)
export class AnnualReviewResolver {
  constructor(
    private readonly reviews: AnnualReviewService,
    private readonly writer: AnnualReviewWriter,
    private readonly files: HouseholdService,
  ) {}

  @Query(() => AnnualReviewConnection, {
    description: 'Annual reviews of the viewer’s regions (年度复核), filtered, sorted and paged.',
  })
  annualReviews(
    @Arg('where', () => annualReviewList.Where, {
      nullable: true,
      description: 'Which reviews (筛选条件); all when absent.',
    })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [annualReviewList.Order], {
      nullable: true,
      description: 'Sort keys (排序); newest first when absent.',
    })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Connection<AnnualReview>> {
    return this.reviews.list(viewer, { ...page, where, orderBy });
  }

  @Query(() => HouseholdConnection, {
    description:
      'Files of the viewer’s regions whose review is overdue on a day (逾期未复核档案), the longest overdue first. They are not paid without confirmation.',
  })
  staleHouseholds(
    @Arg('staleOn', () => LocalDateScalar, { nullable: true, description: 'On which day (基准日); today when absent.' })
    staleOn: string | undefined,
    @Arg('where', () => householdList.Where, {
      nullable: true,
      description: 'Which of them (筛选条件); all when absent.',
    })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [householdList.Order], {
      nullable: true,
      description: 'Sort keys (排序); by due day when absent.',
    })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { viewer, clock }: SubgraphContext,
  ): Promise<Connection<Household>> {
    const stale = { status: { in: ACTIVE_STATUSES }, nextReviewDue: { lt: staleOn ?? today(clock) } };
    return this.files.list(viewer, {
      ...page,
      where: allOf(stale, where),
      orderBy: orderBy ?? [{ field: 'NEXT_REVIEW_DUE' }],
    });
  }

  @FieldResolver(() => Household, {
    nullable: true,
    description: 'File that is reviewed (困难职工家庭); null outside the viewer’s regions.',
  })
  household(@Root() { householdId }: AnnualReview, @Ctx() ctx: SubgraphContext): Promise<Household | null> {
    return ctx.load(this.files.loadMany, householdId);
  }

  @Mutation(() => AnnualReviewResult, { description: 'Begins the annual review of a file (启动年度复核). For makers.' })
  openReview(
    @Arg('input', () => OpenReviewInput, { description: 'Which file, and why now (复核).' }) input: OpenReviewInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<AnnualReview | Refusal> {
    return this.writer.open(viewer, input);
  }

  @Mutation(() => AnnualReviewResult, { description: 'Keeps what an annual review found (登记复核情况). For makers.' })
  recordReviewFindings(
    @Arg('input', () => RecordReviewFindingsInput, { description: 'Which review, and what was found (复核情况).' })
    input: RecordReviewFindingsInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<AnnualReview | Refusal> {
    return this.writer.recordFindings(viewer, input);
  }

  @Mutation(() => AnnualReviewResult, {
    description:
      'Passes the review of a household that is in hardship still (复核通过); the next one is due in twelve months. For makers.',
  })
  passReview(
    @Arg('input', () => ReviewStepInput, { description: 'Which review (复核).' }) input: ReviewStepInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<AnnualReview | Refusal> {
    return this.writer.pass(viewer, input);
  }

  @Mutation(() => AnnualReviewResult, {
    description: 'Breaks an annual review off with a reason (中止复核). For makers.',
  })
  abandonReview(
    @Arg('input', () => AbandonReviewInput, { description: 'Which review, and why (复核).' }) input: AbandonReviewInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<AnnualReview | Refusal> {
    return this.writer.abandon(viewer, input);
  }

  @Mutation(() => ConfirmStaleFileResult, {
    description: 'Confirms that an overdue file may be paid, for three months at most (逾期档案确认). For checkers.',
  })
  confirmStaleFile(
    @Arg('input', () => ConfirmStaleFileInput, { description: 'Which file, until when, and why (确认).' })
    input: ConfirmStaleFileInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Household | Refusal> {
    return this.writer.confirmStale(viewer, input);
  }
}
