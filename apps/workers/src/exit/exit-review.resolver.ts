import { type Connection, type OrderInput, PageArgs, type SubgraphContext, type WhereInput } from '@nuan/federation';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { Decision } from '../filing/decision.entity';
import { Household } from '../household/household.entity';
import type { HouseholdService } from '../household/household.service';
import type { PublicityService } from '../publicity/publicity.service';
import { PublicityNotice } from '../publicity/publicity-notice.entity';
import { Region } from '../references/region.reference';
import { ExitIncomeEvidence } from './exit-evidence.entity';
import { ExitReview } from './exit-review.entity';
import { ExitReviewConnection, exitReviewList } from './exit-review.list';
import type { ExitReviewService } from './exit-review.service';
import { FollowUpTask } from './follow-up-task.entity';
import type { FollowUpService } from './follow-up.service';

/** GraphQL face of exit reviews (退出审核). */
@Resolver(() => ExitReview)
export class ExitReviewResolver {
  constructor(
    private readonly exits: ExitReviewService,
    private readonly notices: PublicityService,
    private readonly files: HouseholdService,
    private readonly tasks: FollowUpService,
  ) {}

  @Query(() => ExitReviewConnection, {
    description: 'Exit reviews of the viewer’s regions (退出审核), filtered, sorted and paged.',
  })
  exitReviews(
    @Arg('where', () => exitReviewList.Where, {
      nullable: true,
      description: 'Which reviews (筛选条件); all when absent.',
    })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [exitReviewList.Order], {
      nullable: true,
      description: 'Sort keys (排序); newest first when absent.',
    })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Connection<ExitReview>> {
    return this.exits.list(viewer, { ...page, where, orderBy });
  }

  @Query(() => ExitReview, {
    nullable: true,
    description: 'One exit review (退出审核); NOT_FOUND when unknown or outside the viewer’s regions.',
  })
  exitReview(
    @Arg('id', () => ID, { description: 'UUID of the review (审核编号).' }) id: string,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<ExitReview> {
    return this.exits.get(viewer, id);
  }

  @FieldResolver(() => Household, {
    nullable: true,
    description: 'Household that is to leave (困难职工家庭); null outside the viewer’s regions.',
  })
  household(@Root() { householdId }: ExitReview, @Ctx() ctx: SubgraphContext): Promise<Household | null> {
    return ctx.load(this.files.loadMany, householdId);
  }

  @FieldResolver(() => Region, { description: 'Region of the household (所在区域).' })
  region(@Root() { regionCode }: ExitReview): Region {
    return new Region(regionCode);
  }

  @FieldResolver(() => PublicityNotice, {
    nullable: true,
    description: 'Latest public notice (退出公示); null before it was put up.',
  })
  publicity(@Root() { id }: ExitReview, @Ctx() ctx: SubgraphContext): Promise<PublicityNotice | null> {
    return ctx.load(this.notices.loadOfExitReviews, id);
  }

  @FieldResolver(() => [Decision], { description: 'Decisions taken (审批), oldest first.' })
  decisions(@Root() { id }: ExitReview, @Ctx() ctx: SubgraphContext): Promise<readonly Decision[]> {
    return ctx.load(this.exits.loadDecisions, id);
  }

  @FieldResolver(() => [ExitIncomeEvidence], {
    nullable: true,
    description:
      'Income month by month that proves it (退出收入佐证); null with FORBIDDEN for who may not see incomes.',
  })
  evidence(@Root() { id }: ExitReview, @Ctx() ctx: SubgraphContext): Promise<readonly ExitIncomeEvidence[]> {
    return ctx.load(this.exits.loadEvidence, id);
  }

  @FieldResolver(() => [FollowUpTask], { description: 'Follow-ups of the household (跟踪回访), the earliest first.' })
  followUps(@Root() { id }: ExitReview, @Ctx() ctx: SubgraphContext): Promise<readonly FollowUpTask[]> {
    return ctx.load(this.tasks.loadByReview, id);
  }
}
