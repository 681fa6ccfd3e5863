import type { SubgraphContext } from '@nuan/federation';
import { today } from '@nuan/kernel';
import { regionOf } from '@nuan/regions';
import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { InsuranceCoverage } from './insurance-coverage';
import type { InsuranceCoverageService } from './insurance-coverage.service';
import { InsuranceCoverageArgs } from './insurance.args';

/** How far injury insurance by project has come (参保率) as the graph shows it. */
@Resolver(() => InsuranceCoverage)
export class InsuranceCoverageResolver {
  constructor(private readonly coverages: InsuranceCoverageService) {}

  @Query(() => InsuranceCoverage, {
    description:
      'Share of the projects in progress in a region that are insured (参保率), against the target of a year.',
  })
  insuranceCoverage(
    @Args(() => InsuranceCoverageArgs) { region, year, on }: InsuranceCoverageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<InsuranceCoverage> {
    const [now, end] = [today(ctx.clock), `${String(year)}-12-31`];
    return this.coverages.of(ctx.viewer, { region, year, on: on ?? (now < end ? now : end) });
  }

  @FieldResolver(() => Region, { nullable: true, description: 'The region (区域).' })
  region(@Root() coverage: InsuranceCoverage): Region {
    return regionOf(Region, coverage.regionCode);
  }
}
