import { type Refusal, RegionCodeScalar, type SubgraphContext } from '@nuan/federation';
import { today } from '@nuan/kernel';
import { regionOf } from '@nuan/regions';
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { VisitCadence } from './visit-cadence.entity';
import { SetVisitCadenceInput, SetVisitCadenceResult } from './visit-cadence.inputs';
import type { VisitCadenceService } from './visit-cadence.service';
import type { VisitCadenceWriter } from './visit-cadence.writer';

/** How often helpers visit (走访频次) as the graph shows and sets it. */
@Resolver(() => VisitCadence)
export class VisitCadenceResolver {
  constructor(
    private readonly cadences: VisitCadenceService,
    private readonly writer: VisitCadenceWriter,
  ) {}

  @Query(() => [VisitCadence], {
    description: 'How often helpers visit in a region today (走访频次), the rules of the regions above it included.',
  })
  visitCadences(
    @Arg('region', () => RegionCodeScalar, { description: 'The region (区域).' }) region: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<VisitCadence[]> {
    return this.cadences.list(ctx.viewer, region, today(ctx.clock));
  }

  @Mutation(() => SetVisitCadenceResult, {
    description:
      'Sets how often helpers of a region visit (设定走访频次): more often than every six months, never less.',
  })
  setVisitCadence(
    @Arg('input', () => SetVisitCadenceInput, { description: 'The rule (规则).' }) input: SetVisitCadenceInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<VisitCadence | Refusal> {
    return this.writer.set(ctx.viewer, input);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region that it holds in (适用区域), and below.' })
  region(@Root() cadence: VisitCadence): Region {
    return regionOf(Region, cadence.regionCode);
  }
}
