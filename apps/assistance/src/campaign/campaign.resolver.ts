import { Count, Instant, Money, type SubgraphContext } from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { Campaign } from './campaign.entity';
import { CampaignCoverage, type CampaignFigures, CampaignGroup } from './campaign-figures';
import type { CampaignService } from './campaign.service';

/** Campaigns (送温暖活动) as the graph shows them. */
@Resolver(() => Campaign)
export class CampaignResolver {
  constructor(private readonly campaigns: CampaignService) {}

  @Query(() => Campaign, {
    description: 'One campaign by its code or its id (送温暖活动); NOT_FOUND when there is no such campaign.',
  })
  campaign(
    @Arg('code', () => String, { nullable: true, description: 'Code, such as "CNY2017" (活动代码).' })
    code: string | undefined,
    @Arg('id', () => ID, { nullable: true, description: 'Id of the campaign, instead of the code (编号).' })
    id: string | undefined,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Campaign> {
    return this.campaigns.get(ctx.viewer, { id, code });
  }

  @Query(() => [Campaign], { name: 'campaigns', description: 'Every campaign, the latest first (全部活动).' })
  allCampaigns(@Ctx() ctx: SubgraphContext): Promise<Campaign[]> {
    return this.campaigns.list(ctx.viewer);
  }

  @FieldResolver(() => Region, {
    nullable: true,
    description: 'Province or city whose union runs it (组织区域); nobody outside it stands on its register.',
  })
  region(@Root() campaign: Campaign): Region {
    return regionOf(Region, campaign.regionCode);
  }

  @FieldResolver(() => [CampaignGroup], {
    nullable: true,
    description: 'The groups that the campaign names, in its order (各类对象); refused to who is bounded by unions.',
  })
  async groups(@Root() campaign: Campaign, @Ctx() ctx: SubgraphContext): Promise<readonly CampaignGroup[]> {
    return (await this.figures(campaign, ctx)).groups;
  }

  @FieldResolver(() => [Count], {
    nullable: true,
    description:
      'Everyone reached, one count per unit (合计，户与人分列): households and persons are never added. For analysts a unit is left out of which a group is withheld.',
  })
  async total(@Root() campaign: Campaign, @Ctx() ctx: SubgraphContext): Promise<readonly Count[]> {
    return (await this.figures(campaign, ctx)).total;
  }

  @FieldResolver(() => CampaignCoverage, {
    nullable: true,
    description: 'How far the campaign reached those on its register (覆盖情况).',
  })
  async coverage(@Root() campaign: Campaign, @Ctx() ctx: SubgraphContext): Promise<CampaignCoverage> {
    return (await this.figures(campaign, ctx)).coverage;
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'Money raised for the campaign (筹集资金，元), by the ledger of contributions; donated goods stand outside. Null when suppressed.',
  })
  raised(@Root() campaign: Campaign, @Ctx() ctx: SubgraphContext): Promise<bigint | null> {
    return ctx.load(this.campaigns.loadRaisedFen, campaign.code);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'Money paid out in the campaign (发放资金，元), by its payments; donated goods stand outside. Null when suppressed.',
  })
  async distributed(@Root() campaign: Campaign, @Ctx() ctx: SubgraphContext): Promise<bigint | null> {
    return (await this.figures(campaign, ctx)).distributedFen;
  }

  @FieldResolver(() => Instant, {
    description:
      'Instant that the figures state (截至时间): now until the campaign is closed, then when they were frozen; for analysts when the release was made.',
  })
  asOf(@Root() campaign: Campaign, @Ctx() ctx: SubgraphContext): Promise<Date> {
    return this.campaigns.asOf(ctx.viewer, campaign);
  }

  private figures(campaign: Campaign, ctx: SubgraphContext): Promise<CampaignFigures> {
    return ctx.load(this.campaigns.loadFigures, campaign.code);
  }
}
