import { regionBlock, type SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { DiversionRouteCount, EnterpriseStats } from './enterprise-stats.results';
import { divertedByRoute, type EnterpriseStatsService } from './enterprise-stats.service';

/** The block on enterprises of a region (困难企业统计). */
@Resolver(() => Region)
export class RegionEnterprisesResolver {
  constructor(private readonly stats: EnterpriseStatsService) {}

  @FieldResolver(() => EnterpriseStats, {
    nullable: true,
    description: 'What its enterprises add up to (企业统计); null with FORBIDDEN for a region outside yours.',
  })
  enterpriseStats(@Root() { code }: Region, @Ctx() ctx: SubgraphContext): Promise<EnterpriseStats> {
    return regionBlock(ctx, code, 'region:aggregate', this.stats.loadBlocks);
  }
}

/** The parts of the block that take arguments; they read nothing more. */
@Resolver(() => EnterpriseStats)
export class EnterpriseStatsResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Enterprises visited in a campaign, each once (走访慰问困难企业，家); null when suppressed.',
  })
  visited(
    @Root() { figures }: EnterpriseStats,
    @Arg('campaign', () => String, { description: 'Campaign code (活动代码).' }) campaign: string,
  ): number | null {
    return figures.count({ metric: 'visited', campaign });
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Workers met on the visits of a campaign, in persons; who was met twice counts twice (慰问职工人次); null when suppressed.',
  })
  workersMet(
    @Root() { figures }: EnterpriseStats,
    @Arg('campaign', () => String, { description: 'Campaign code (活动代码).' }) campaign: string,
  ): number | null {
    return figures.count({ metric: 'workers_met', campaign });
  }

  @FieldResolver(() => [DiversionRouteCount], {
    description:
      'Diverted workers by route (分流安置职工); routes without a worker count 0. For analysts of one year alone; null when suppressed.',
  })
  diverted(
    @Root() { figures }: EnterpriseStats,
    @Arg('year', () => Int, { nullable: true, description: 'Calendar year (年度); all years when absent.' })
    year?: number | null,
  ): DiversionRouteCount[] {
    return divertedByRoute(figures, year ?? null);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Jobs that demonstration units promise for a year (示范单位承诺岗位数), as promised, also by units revoked since; null when suppressed.',
  })
  jobsPromised(
    @Root() { figures }: EnterpriseStats,
    @Arg('year', () => Int, { description: 'Calendar year (年度).' }) year: number,
  ): number | null {
    return figures.count({ metric: 'jobs_promised', year });
  }
}
