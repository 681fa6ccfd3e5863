import { regionBlock, type SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { MigrantStats } from './migrant-stats';
import type { MigrantStatsService } from './migrant-stats.service';

/** What services for migrant workers add to a region (行政区划). */
@Resolver(() => Region)
export class RegionMigrantResolver {
  constructor(private readonly stats: MigrantStatsService) {}

  @FieldResolver(() => MigrantStats, {
    nullable: true,
    description:
      'What the region does for migrant workers (农民工服务); null with FORBIDDEN outside the viewer’s regions.',
  })
  migrant(
    @Root() region: Region,
    @Arg('year', () => Int, {
      nullable: true,
      description: 'Calendar year (年度); facilities as they stand now and services of all years when absent.',
    })
    year: number | undefined,
    @Ctx() ctx: SubgraphContext,
  ): Promise<MigrantStats> {
    return regionBlock(ctx, region.code, 'region:aggregate', this.stats.loadByRegion, { year: year ?? null });
  }
}
