import { type Connection, PageArgs, RegionCodeScalar, type SubgraphContext } from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { DifferenceKind } from './difference-kind';
import { DifferenceConnection, ReconciliationDifference } from './reconciliation-difference';
import type { ReconciliationService } from './reconciliation.service';

/** Differences between sides that must agree (对账差异) as the graph shows them. */
@Resolver(() => ReconciliationDifference)
export class ReconciliationResolver {
  constructor(private readonly differences: ReconciliationService) {}

  @Query(() => DifferenceConnection, {
    description:
      'Where ledger, payments, batches, payment files and the bank’s word differ now (对账), within the viewer’s regions; empty when all is well.',
  })
  reconciliation(
    @Arg('campaign', () => String, { nullable: true, description: 'Only this campaign, by its code (活动代码).' })
    campaign: string | undefined,
    @Arg('region', () => RegionCodeScalar, { nullable: true, description: 'Only this region and below (区域).' })
    region: string | undefined,
    @Arg('kinds', () => [DifferenceKind], { nullable: true, description: 'Only these kinds (类别).' })
    kinds: DifferenceKind[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<ReconciliationDifference>> {
    return this.differences.list(ctx.viewer, { campaign, region, kinds, ...page });
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region of the subject (所在区域).' })
  region(@Root() difference: ReconciliationDifference): Region {
    return regionOf(Region, difference.regionCode);
  }
}
