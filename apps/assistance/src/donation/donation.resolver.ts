import {
  type Connection,
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
import { Fund } from '../fund/fund.entity';
import type { FundService } from '../fund/fund.service';
import { Region } from '../references/region.reference';
import { Donation } from './donation.entity';
import { DonationLot } from './donation-lot.entity';
import { DonationStats } from './donation-stats';
import { DonationConnection, donationList } from './donation.list';
import type { DonationService } from './donation.service';

/** Donations (社会捐助) as the graph shows them. */
@Resolver(() => Donation)
export class DonationResolver {
  constructor(
    private readonly gifts: DonationService,
    private readonly campaigns: CampaignService,
    private readonly funds: FundService,
  ) {}

  @Query(() => DonationStats, {
    description: 'Donations in sum (社会捐助统计) within the viewer’s regions; FORBIDDEN for a region outside them.',
  })
  donationStats(
    @Arg('region', () => RegionCodeScalar, { nullable: true, description: 'Only this region and below (区域).' })
    region: string | undefined,
    @Arg('campaign', () => String, { nullable: true, description: 'Only this campaign, by its code (活动代码).' })
    campaign: string | undefined,
    @Ctx() ctx: SubgraphContext,
  ): Promise<DonationStats> {
    return this.gifts.stats(ctx.viewer, { region, campaign });
  }

  @Query(() => DonationConnection, {
    description: 'Donations of the viewer’s regions (社会捐助列表), the latest first unless asked otherwise.',
  })
  donations(
    @Arg('region', () => RegionCodeScalar, { nullable: true, description: 'Only this region and below (区域).' })
    region: string | undefined,
    @Arg('campaign', () => String, { nullable: true, description: 'Only this campaign, by its code (活动代码).' })
    campaign: string | undefined,
    @Arg('where', () => donationList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [donationList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<Donation>> {
    return this.gifts.list(ctx.viewer, { region, campaign, where, orderBy, ...page });
  }

  @FieldResolver(() => [DonationLot], {
    description: 'Lots of the goods (物资批次), by day of issue; empty for money.',
  })
  lots(@Root() donation: Donation, @Ctx() ctx: SubgraphContext): Promise<readonly DonationLot[]> {
    return ctx.load(this.gifts.loadLots, donation.id);
  }

  @FieldResolver(() => Money, {
    description: 'Recorded value of the goods (物资价值，元), the sum of the lots; 0.00 for money.',
  })
  async goodsValue(@Root() donation: Donation, @Ctx() ctx: SubgraphContext): Promise<bigint> {
    return (await ctx.load(this.gifts.loadLots, donation.id)).reduce((total, lot) => total + lot.value, 0n);
  }

  @FieldResolver(() => Money, {
    description: 'Recorded value of the goods that people received so far (已发放物资价值，元); 0.00 for money.',
  })
  async issuedValue(@Root() donation: Donation, @Ctx() ctx: SubgraphContext): Promise<bigint> {
    return (await ctx.load(this.gifts.loadLots, donation.id)).reduce((total, lot) => total + lot.issuedValue, 0n);
  }

  @FieldResolver(() => Campaign, {
    nullable: true,
    description: 'The campaign it was given for (对应活动); null when given for none.',
  })
  campaign(@Root() donation: Donation, @Ctx() ctx: SubgraphContext): Promise<Campaign | null> | null {
    return donation.campaignCode === null ? null : ctx.load(this.campaigns.loadByCode, donation.campaignCode);
  }

  @FieldResolver(() => Fund, {
    nullable: true,
    description: 'The fund that the money was raised into (所入资金); null for goods.',
  })
  fund(@Root() donation: Donation, @Ctx() ctx: SubgraphContext): Promise<Fund | null> | null {
    return donation.fundId === null ? null : ctx.load(this.funds.loadMany, donation.fundId);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region that received it (接收区域).' })
  region(@Root() donation: Donation): Region {
    return regionOf(Region, donation.regionCode);
  }
}
