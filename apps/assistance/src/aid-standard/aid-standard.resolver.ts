import { LocalDateScalar, type SubgraphContext } from '@nuan/federation';
import { today, yearOf } from '@nuan/kernel';
import { regionOf } from '@nuan/regions';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { AidStandard } from './aid-standard.entity';
import { StandardTermsInput } from './aid-standard.inputs';
import type { AidStandardService } from './aid-standard.service';
import { StandardImpact } from './standard-impact';

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

  @Query(() => StandardImpact, {
    description: 'What a standard would have refused of the payments of a year (标准影响预估), before it is made.',
  })
  standardImpact(
    @Arg('terms', () => StandardTermsInput, { description: 'What it would allow (拟定标准).' })
    terms: StandardTermsInput,
    @Arg('year', () => Int, { nullable: true, description: 'The calendar year (参照年度); the last one when absent.' })
    year: number | undefined,
    @Ctx() ctx: SubgraphContext,
  ): Promise<StandardImpact> {
    return this.standards.impact(ctx.viewer, terms, year ?? yearOf(today(ctx.clock)) - 1);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region it holds in (适用区域).' })
  region(@Root() standard: AidStandard): Region {
    return regionOf(Region, standard.regionCode);
  }
}
