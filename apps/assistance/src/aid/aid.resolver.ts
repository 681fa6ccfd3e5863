import { regionBlock, type SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';

import { Enterprise } from '../references/enterprise.reference';
import { Region } from '../references/region.reference';
import { AidStats } from './aid-stats';
import { type AidService, periodOf } from './aid.service';

const CAMPAIGN = 'Only this campaign, by its code (活动代码). At least one of campaign and year is given; both narrow.';
const YEAR =
  'Only payments of this calendar year in Asia/Shanghai (发放年度). At least one of campaign and year is given; both narrow.';

/** What assistance adds to a region (行政区划): the money paid there. */
@Resolver(() => Region)
export class RegionAidResolver {
  constructor(private readonly payments: AidService) {}

  @FieldResolver(() => AidStats, {
    nullable: true,
    description:
      'Money paid in the region and below it (救助发放统计). Null with FORBIDDEN for a viewer who does not cover the region, and when assistance cannot answer.',
  })
  aid(
    @Root() region: Region,
    @Arg('campaign', () => String, { nullable: true, description: CAMPAIGN }) campaign: string | undefined,
    @Arg('year', () => Int, { nullable: true, description: YEAR }) year: number | undefined,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AidStats> {
    return regionBlock(ctx, region.code, 'region:aggregate', this.payments.loadByRegion, periodOf(campaign, year));
  }
}

/** What assistance adds to an enterprise (企业): what its workers were given. */
@Resolver(() => Enterprise)
export class EnterpriseAidResolver {
  constructor(private readonly payments: AidService) {}

  @FieldResolver(() => AidStats, {
    nullable: true,
    description:
      'Money paid to workers of the enterprise (对企业职工的慰问), within the viewer’s regions. Null when assistance cannot answer, and for who may not read payments.',
  })
  consoled(
    @Root() enterprise: Enterprise,
    @Arg('campaign', () => String, { nullable: true, description: CAMPAIGN }) campaign: string | undefined,
    @Arg('year', () => Int, { nullable: true, description: YEAR }) year: number | undefined,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AidStats> {
    return ctx.load(this.payments.loadByEnterprise, enterprise.id, periodOf(campaign, year));
  }
}
