import { regionBlock, type SubgraphContext } from '@nuan/federation';
import { today } from '@nuan/kernel';
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import type { HardshipService } from './hardship.service';
import { HardshipStats } from './hardship-stats';

/** Hangs the block `hardship` on regions. */
@Resolver(() => Region)
export class RegionHardshipResolver {
  constructor(private readonly hardships: HardshipService) {}

  @FieldResolver(() => HardshipStats, {
    nullable: true,
    description:
      'Households in hardship of this region and everything below it (困难职工档案统计); null with FORBIDDEN outside the viewer’s regions.',
  })
  hardship(@Root() { code }: Region, @Ctx() ctx: SubgraphContext): Promise<HardshipStats> {
    return regionBlock(ctx, code, 'region:aggregate', this.hardships.loadStats);
  }
}

/** The part of the block that depends on today's date, read only when it is asked for. */
@Resolver(() => HardshipStats)
export class HardshipStatsResolver {
  constructor(private readonly hardships: HardshipService) {}

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Active files whose review is overdue today (逾期未复核户数): not reviewed within twelve months. For analysts, of the day of the release; null when too few to be shown.',
  })
  stale(@Root() { regionCode }: HardshipStats, @Ctx() ctx: SubgraphContext): Promise<number | null> {
    return ctx.load(this.hardships.loadStale, regionCode, { today: today(ctx.clock) });
  }
}
