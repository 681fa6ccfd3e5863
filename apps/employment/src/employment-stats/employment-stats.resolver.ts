import { regionBlock, RegionCodeScalar, type SubgraphContext } from '@nuan/federation';
import { today, yearOf } from '@nuan/kernel';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { assertYear } from '../year-range';
import type { EmploymentStatsService } from './employment-stats.service';
import { EmploymentStats } from './employment-stats.type';

const YEAR = 'Calendar year (年度); the current one by the domain clock when absent.';

/** The aggregate block that employment hangs on a region, and the same figures for all that the viewer covers. */
@Resolver(() => Region)
export class EmploymentStatsResolver {
  constructor(private readonly stats: EmploymentStatsService) {}

  @FieldResolver(() => EmploymentStats, {
    nullable: true,
    description:
      'Employment aid in the region in one year (就业创业援助); null with FORBIDDEN outside the viewer’s region.',
  })
  async employment(
    @Root() region: Region,
    @Arg('year', () => Int, { nullable: true, description: YEAR }) year: number | undefined,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EmploymentStats> {
    const args = { year: yearAsked(year, ctx) };
    return regionBlock(ctx, region.code, 'region:aggregate', this.stats.loadStats, args);
  }

  @Query(() => EmploymentStats, {
    description:
      'Employment aid in one year (就业创业援助): of a region, or of all the regions that the viewer covers.',
  })
  async employmentStats(
    @Arg('year', () => Int, { nullable: true, description: YEAR }) year: number | undefined,
    @Arg('region', () => RegionCodeScalar, { nullable: true, description: 'Only this region and below (区域).' })
    region: string | undefined,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EmploymentStats> {
    return this.stats.stats(ctx.viewer, yearAsked(year, ctx), region ?? null);
  }
}

function yearAsked(year: number | null | undefined, ctx: SubgraphContext): number {
  const asked = year ?? yearOf(today(ctx.clock));
  assertYear(asked);
  return asked;
}
