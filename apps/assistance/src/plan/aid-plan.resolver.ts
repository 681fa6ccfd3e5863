import { type Connection, type OrderInput, PageArgs, type SubgraphContext, type WhereInput } from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, Float, ID, Query, Resolver, Root } from 'type-graphql';

import { Pairing } from '../pairing/pairing.entity';
import type { PairingService } from '../pairing/pairing.service';
import { Household } from '../references/household.reference';
import { Region } from '../references/region.reference';
import { TradeUnion } from '../references/trade-union.reference';
import { AidPlan } from './aid-plan.entity';
import { AidPlanConnection, aidPlanList } from './aid-plan.list';
import type { AidPlanService } from './aid-plan.service';
import { PlanItem } from './plan-item.entity';
import { planProgress } from './plan-progress';

/** Plans (帮扶计划) as the graph shows them. */
@Resolver(() => AidPlan)
export class AidPlanResolver {
  constructor(
    private readonly plans: AidPlanService,
    private readonly pairings: PairingService,
  ) {}

  @Query(() => AidPlan, {
    description: 'One plan by its id (按编号查帮扶计划); NOT_FOUND when it is unknown or of another region.',
  })
  aidPlan(
    @Arg('id', () => ID, { description: 'Id of the plan (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AidPlan> {
    return this.plans.get(ctx.viewer, id);
  }

  @Query(() => AidPlanConnection, {
    description: 'Plans of the viewer’s regions (帮扶计划列表), by card number unless asked otherwise.',
  })
  aidPlans(
    @Arg('where', () => aidPlanList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [aidPlanList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<AidPlan>> {
    return this.plans.list(ctx.viewer, { where, orderBy, ...page });
  }

  @FieldResolver(() => Household, {
    nullable: true,
    description: 'The household (困难职工家庭); null when workers cannot give it.',
  })
  household(@Root() plan: AidPlan): Household {
    return new Household(plan.householdId);
  }

  @FieldResolver(() => Region, {
    nullable: true,
    description: 'Region of the household (所在区域), as it was when the plan was drawn up.',
  })
  region(@Root() plan: AidPlan): Region {
    return regionOf(Region, plan.regionCode);
  }

  @FieldResolver(() => TradeUnion, {
    nullable: true,
    description: 'Union that keeps the plan (所属工会); null when it is not stated.',
  })
  union(@Root() plan: AidPlan): TradeUnion | null {
    return plan.unionId === null ? null : new TradeUnion(plan.unionId);
  }

  @FieldResolver(() => [PlanItem], { description: 'The measures of the plan (帮扶措施), in their order.' })
  items(@Root() plan: AidPlan, @Ctx() ctx: SubgraphContext): Promise<readonly PlanItem[]> {
    return ctx.load(this.plans.loadItems, plan.id);
  }

  @FieldResolver(() => Float, {
    description: 'Progress (计划进度), 0 to 1: the share of the items that are done; dropped items don’t count.',
  })
  async progress(@Root() plan: AidPlan, @Ctx() ctx: SubgraphContext): Promise<number> {
    return planProgress(await ctx.load(this.plans.loadItems, plan.id));
  }

  @FieldResolver(() => Pairing, {
    nullable: true,
    description: 'The pairing whose helper follows the plan (结对帮扶责任人); null before one is found.',
  })
  helper(@Root() plan: AidPlan, @Ctx() ctx: SubgraphContext): Promise<Pairing | null> | null {
    return plan.pairingId === null ? null : ctx.load(this.pairings.loadMany, plan.pairingId);
  }

  @FieldResolver(() => AidPlan, {
    nullable: true,
    description: 'The plan that replaced this one (后续计划); null unless it is SUPERSEDED.',
  })
  supersededBy(@Root() plan: AidPlan, @Ctx() ctx: SubgraphContext): Promise<AidPlan | null> | null {
    return plan.supersededById === null ? null : ctx.load(this.plans.loadMany, plan.supersededById);
  }
}
