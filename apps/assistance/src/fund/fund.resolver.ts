import { LocalDateScalar, type SubgraphContext } from '@nuan/federation';
import { FundSource, today, UnionLevel } from '@nuan/kernel';
import { regionOf } from '@nuan/regions';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';

import { Allocation } from '../allocation/allocation.entity';
import type { AllocationService } from '../allocation/allocation.service';
import { Campaign } from '../campaign/campaign.entity';
import type { CampaignService } from '../campaign/campaign.service';
import { Region } from '../references/region.reference';
import { TradeUnion } from '../references/trade-union.reference';
import { Fund } from './fund.entity';
import { FundRule } from './fund-rule';
import { FundRuleVersion } from './fund-rule-version.entity';
import type { FundService } from './fund.service';
import { PassDownDue } from './pass-down-due';

/** Funds (资金) as the graph shows them. */
@Resolver(() => Fund)
export class FundResolver {
  constructor(
    private readonly funds: FundService,
    private readonly tree: AllocationService,
    private readonly campaigns: CampaignService,
  ) {}

  @Query(() => Fund, {
    name: 'fund',
    description: 'One fund by its id (按编号查资金); NOT_FOUND when it is unknown or of another region.',
  })
  oneFund(
    @Arg('id', () => ID, { description: 'Id of the fund (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Fund> {
    return this.funds.get(ctx.viewer, id);
  }

  @Query(() => [Fund], {
    name: 'funds',
    description:
      'Funds of the viewer’s regions and of the regions above them (资金列表), by year, region, source and name.',
  })
  allFunds(
    @Arg('year', () => Int, { nullable: true, description: 'Only this budget year (预算年度).' })
    year: number | undefined,
    @Arg('raisedBy', () => UnionLevel, { nullable: true, description: 'Only funds raised by this level (筹集层级).' })
    raisedBy: UnionLevel | undefined,
    @Arg('source', () => FundSource, { nullable: true, description: 'Only this source (资金来源).' })
    source: FundSource | undefined,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Fund[]> {
    return this.funds.list(ctx.viewer, { year, raisedBy, source });
  }

  @Query(() => [PassDownDue], {
    description:
      'Money that must be passed down in full and is still kept by the raising unions of the viewer’s regions (应下拨未下拨资金), the most urgent first.',
  })
  passDownDue(
    @Arg('asOf', () => LocalDateScalar, { nullable: true, description: 'The day (日期); today when absent.' })
    asOf: string | undefined,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PassDownDue[]> {
    return this.funds.passDownDue(ctx.viewer, asOf ?? today(ctx.clock));
  }

  @FieldResolver(() => FundRule, { description: 'The earmark (使用规定).' })
  rule(@Root() fund: Fund): FundRule {
    return Object.assign(new FundRule(), {
      groups: fund.ruleGroups,
      purposes: fund.rulePurposes,
      tiers: fund.ruleTiers,
      regions: fund.ruleRegions,
      passesDownInFull: fund.passesDownInFull,
      passDownDueOn: fund.passDownDueOn,
    });
  }

  @FieldResolver(() => [FundRuleVersion], {
    description: 'Earmarks it had before (原使用规定), the latest first; empty while the first one holds.',
  })
  earlierRules(@Root() fund: Fund, @Ctx() ctx: SubgraphContext): Promise<readonly FundRuleVersion[]> {
    return ctx.load(this.funds.loadEarlierRules, fund.id);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region of the union that raised it (所属区域).' })
  region(@Root() fund: Fund): Region {
    return regionOf(Region, fund.regionCode);
  }

  @FieldResolver(() => TradeUnion, { nullable: true, description: 'The union that raised it (筹集单位).' })
  union(@Root() fund: Fund): TradeUnion {
    return new TradeUnion(fund.unionId);
  }

  @FieldResolver(() => Campaign, {
    nullable: true,
    description: 'The campaign it was raised for (对应活动); null for day-to-day aid.',
  })
  campaign(@Root() fund: Fund, @Ctx() ctx: SubgraphContext): Promise<Campaign | null> | null {
    return fund.campaignCode === null ? null : ctx.load(this.campaigns.loadByCode, fund.campaignCode);
  }

  @FieldResolver(() => [Allocation], {
    description:
      'The fund’s money at the unions of the viewer’s regions (资金分配), by region. Each is one step of the tree; the root holds what was raised.',
  })
  allocations(
    @Root() fund: Fund,
    @Arg('from', () => UnionLevel, {
      nullable: true,
      description: 'Only money passed down by unions of this level (下拨层级).',
    })
    from: UnionLevel | undefined,
    @Arg('level', () => UnionLevel, {
      nullable: true,
      description: 'Only money held by unions of this level (接收层级).',
    })
    level: UnionLevel | undefined,
    @Ctx() ctx: SubgraphContext,
  ): Promise<readonly Allocation[]> {
    return ctx.load(this.tree.loadByFund, fund.id, { from: from ?? null, level: level ?? null });
  }
}
