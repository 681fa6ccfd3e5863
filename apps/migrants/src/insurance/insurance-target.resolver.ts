import type { Refusal, SubgraphContext } from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { InsuranceTarget } from './insurance-target.entity';
import { SetInsuranceTargetInput, SetInsuranceTargetResult } from './insurance-target.inputs';
import type { InsuranceTargetWriter } from './insurance-target.writer';

/** Stages of the insurance programme (同舟计划分阶段目标) as the graph sets them. */
@Resolver(() => InsuranceTarget)
export class InsuranceTargetResolver {
  constructor(private readonly writer: InsuranceTargetWriter) {}

  @Mutation(() => SetInsuranceTargetResult, {
    description:
      'Sets, or corrects, the share of projects in progress that a region insures by the end of a year (设定参保目标).',
  })
  setInsuranceTarget(
    @Arg('input', () => SetInsuranceTargetInput, { description: 'The target (目标).' }) input: SetInsuranceTargetInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<InsuranceTarget | Refusal> {
    return this.writer.set(ctx.viewer, input);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region that it holds in (适用区域), and below.' })
  region(@Root() target: InsuranceTarget): Region {
    return regionOf(Region, target.regionCode);
  }
}
