import { LocalDateScalar, type SubgraphContext } from '@nuan/federation';
import { today } from '@nuan/kernel';
import { regionOf } from '@nuan/regions';
import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { AidStandard } from './aid-standard.entity';
import type { AidStandardService } from './aid-standard.service';

/** Standards of aid (救助标准) as the graph shows them. */
@Resolver(() => AidStandard)
export class AidStandardResolver {
  constructor(private readonly standards: AidStandardService) {}

  @Query(() => [AidStandard], {
    description: 'Standards of aid that hold in the viewer’s regions on a day (救助标准).',
  })
  aidStandards(
    @Arg('on', () => LocalDateScalar, { nullable: true, description: 'The day (日期); today when absent.' })
    on: string | undefined,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AidStandard[]> {
    return this.standards.list(ctx.viewer, on ?? today(ctx.clock));
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region it holds in (适用区域).' })
  region(@Root() standard: AidStandard): Region {
    return regionOf(Region, standard.regionCode);
  }
}
