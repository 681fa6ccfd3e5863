import { type Connection, type OrderInput, PageArgs, type SubgraphContext, type WhereInput } from '@nuan/federation';
import { today } from '@nuan/kernel';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { Household } from '../household/household.entity';
import type { HouseholdService } from '../household/household.service';
import { Region } from '../references/region.reference';
import { FollowUpState, FollowUpTask } from './follow-up-task.entity';
import { followUpList, type FollowUpService, FollowUpTaskConnection } from './follow-up.service';

/** GraphQL face of follow-ups (跟踪回访). */
@Resolver(() => FollowUpTask)
export class FollowUpResolver {
  constructor(
    private readonly followUps: FollowUpService,
    private readonly files: HouseholdService,
  ) {}

  @Query(() => FollowUpTaskConnection, {
    description: 'Follow-ups of exited households of the viewer’s regions (跟踪回访), filtered, sorted and paged.',
  })
  followUpTasks(
    @Arg('where', () => followUpList.Where, { nullable: true, description: 'Which tasks (筛选条件); all when absent.' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [followUpList.Order], {
      nullable: true,
      description: 'Sort keys (排序); by day when absent.',
    })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Connection<FollowUpTask>> {
    return this.followUps.list(viewer, { ...page, where, orderBy });
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is overdue today (是否逾期).' })
  isOverdue(@Root() { state, dueOn }: FollowUpTask, @Ctx() { clock }: SubgraphContext): boolean {
    return state === FollowUpState.OPEN && dueOn < today(clock);
  }

  @FieldResolver(() => Household, {
    nullable: true,
    description: 'Household that is followed up (困难职工家庭); null outside the viewer’s regions.',
  })
  household(@Root() { householdId }: FollowUpTask, @Ctx() ctx: SubgraphContext): Promise<Household | null> {
    return ctx.load(this.files.loadMany, householdId);
  }

  @FieldResolver(() => Region, { description: 'Region of the household (所在区域).' })
  region(@Root() { regionCode }: FollowUpTask): Region {
    return new Region(regionCode);
  }
}
