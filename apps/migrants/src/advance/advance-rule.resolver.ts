import { type Refusal, RegionCodeScalar, type SubgraphContext } from '@nuan/federation';
import { today } from '@nuan/kernel';
import { regionOf } from '@nuan/regions';
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { SetAdvanceRuleInput, SetAdvanceRuleResult } from './advance.inputs';
import type { AdvanceService } from './advance.service';
import type { AdvanceWriter } from './advance.writer';
import { AdvanceRule } from './advance-rule.entity';

/** How much of the wages owed may be advanced (垫付比例) as the graph shows and sets it. */
@Resolver(() => AdvanceRule)
export class AdvanceRuleResolver {
  constructor(
    private readonly advances: AdvanceService,
    private readonly writer: AdvanceWriter,
  ) {}

  @Query(() => [AdvanceRule], {
    description: 'How much may be advanced in a region today (垫付比例), the rules of the regions above it included.',
  })
  advanceRules(
    @Arg('region', () => RegionCodeScalar, { description: 'The region (区域).' }) region: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AdvanceRule[]> {
    return this.advances.rules(ctx.viewer, region, today(ctx.clock));
  }

  @Mutation(() => SetAdvanceRuleResult, {
    description: 'Sets how much of the wages owed may be advanced in a region, from a day on (设定垫付比例).',
  })
  setAdvanceRule(
    @Arg('input', () => SetAdvanceRuleInput, { description: 'The rule (规则).' }) input: SetAdvanceRuleInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AdvanceRule | Refusal> {
    return this.writer.setRule(ctx.viewer, input);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region that it holds in (适用区域), and below.' })
  region(@Root() rule: AdvanceRule): Region {
    return regionOf(Region, rule.regionCode);
  }
}
