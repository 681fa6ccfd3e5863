import { type Connection, Instant, PageArgs, RegionCodeScalar, type SubgraphContext } from '@nuan/federation';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver } from 'type-graphql';

import type { Household } from '../references/household.reference';
import { CoverageGapConnection } from './coverage-gap.list';
import type { CoverageGapService } from './coverage-gap.service';

/** The coverage gap of a campaign (覆盖缺口) as the graph shows it. */
@Resolver(() => CoverageGapConnection)
export class CoverageGapResolver {
  constructor(private readonly gaps: CoverageGapService) {}

  @Query(() => CoverageGapConnection, {
    description:
      'Recorded households that got nothing in a campaign so far (未覆盖家庭). Empty means that nobody was missed (全覆盖、不遗漏); FORBIDDEN outside the viewer’s regions.',
  })
  coverageGap(
    @Arg('campaign', () => String, { description: 'Campaign code, such as "DAILY2017" (活动代码).' }) campaign: string,
    @Arg('region', () => RegionCodeScalar, { description: 'Households of this region and below (区域).' })
    region: string,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<Household>> {
    return this.gaps.list(ctx.viewer, { campaign, region, ...page });
  }

  @FieldResolver(() => Instant, {
    description:
      'Every change of the register (workers) until this instant is in the gap (数据时点); payments count at their commit.',
  })
  asOf(): Promise<Date> {
    return this.gaps.asOf();
  }
}
