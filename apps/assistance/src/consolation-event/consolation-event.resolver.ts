import {
  type Connection,
  Count,
  countOf,
  Money,
  type OrderInput,
  PageArgs,
  RegionCodeScalar,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { Campaign } from '../campaign/campaign.entity';
import type { CampaignService } from '../campaign/campaign.service';
import { Region } from '../references/region.reference';
import { TradeUnion } from '../references/trade-union.reference';
import { unitOf } from '../target-group-unit';
import { ConsolationEvent } from './consolation-event.entity';
import { ConsolationEventConnection, consolationEventList } from './consolation-event.list';
import type { ConsolationEventService } from './consolation-event.service';

/** Consolation events (慰问活动) as the graph shows them. */
@Resolver(() => ConsolationEvent)
export class ConsolationEventResolver {
  constructor(
    private readonly events: ConsolationEventService,
    private readonly campaigns: CampaignService,
  ) {}

  @Query(() => ConsolationEventConnection, {
    description: 'Consolation events of the viewer’s regions (慰问活动), by day unless asked otherwise.',
  })
  consolationEvents(
    @Arg('region', () => RegionCodeScalar, { nullable: true, description: 'Only this region and below (区域).' })
    region: string | undefined,
    @Arg('campaign', () => String, { nullable: true, description: 'Only this campaign, by its code (活动代码).' })
    campaign: string | undefined,
    @Arg('where', () => consolationEventList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [consolationEventList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<ConsolationEvent>> {
    return this.events.list(ctx.viewer, { region, campaign, where, orderBy, ...page });
  }

  @FieldResolver(() => Campaign, { nullable: true, description: 'The campaign (对应活动).' })
  campaign(@Root() event: ConsolationEvent, @Ctx() ctx: SubgraphContext): Promise<Campaign | null> {
    return ctx.load(this.campaigns.loadByCode, event.campaignCode);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Where it was held (所在区域).' })
  region(@Root() event: ConsolationEvent): Region {
    return regionOf(Region, event.regionCode);
  }

  @FieldResolver(() => TradeUnion, { nullable: true, description: 'The union that held it (主办单位).' })
  union(@Root() event: ConsolationEvent): TradeUnion {
    return new TradeUnion(event.unionId);
  }

  @FieldResolver(() => Count, {
    nullable: true,
    description: 'Distinct beneficiaries paid at it (慰问人数), in the unit of the group; null when suppressed.',
  })
  async recipients(@Root() event: ConsolationEvent, @Ctx() ctx: SubgraphContext): Promise<Count> {
    return countOf((await ctx.load(this.events.loadTotals, event.id)).recipients, unitOf(event.group));
  }

  @FieldResolver(() => Money, { nullable: true, description: 'Money paid at it (慰问金额，元); null when suppressed.' })
  async amount(@Root() event: ConsolationEvent, @Ctx() ctx: SubgraphContext): Promise<bigint> {
    return (await ctx.load(this.events.loadTotals, event.id)).amountFen;
  }
}
