import { LocalDateScalar, type Refusal, type SubgraphContext } from '@nuan/federation';
import { type LocalDate, today } from '@nuan/kernel';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';

import type { MinLivingLine } from './min-living-line.entity';
import { FollowRegionSuccessionInput, SetMinLivingLineInput } from './region-facts.inputs';
import { FollowRegionSuccessionResult, SetMinLivingLineResult } from './region-facts.results';
import type { RegionFactsWriter } from './region-facts.writer';
import type { RegionSuccessionService } from './region-succession.service';
import { RegionSuccession } from './region-succession.type';

/** What is done to dated facts of regions (区划事实), and what a change of divisions leaves to do. */
@Resolver()
export class RegionFactsWriteResolver {
  constructor(
    private readonly writer: RegionFactsWriter,
    private readonly successions: RegionSuccessionService,
  ) {}

  @Query(() => [RegionSuccession], {
    description:
      'Divisions that have ended, by code, with what still stands under them in the regions you may see (区划调整).',
  })
  regionSuccessions(
    @Ctx() ctx: SubgraphContext,
    @Arg('on', () => LocalDateScalar, {
      nullable: true,
      description: 'The day (截至日期); today by the domain clock when absent.',
    })
    on?: LocalDate | null,
  ): Promise<readonly RegionSuccession[]> {
    return this.successions.list(ctx.viewer, on ?? today(ctx.clock));
  }

  @Mutation(() => SetMinLivingLineResult, {
    description: 'Publishes a minimum-living line from a day on (公布低保标准) and ends the one before.',
  })
  setMinLivingLine(
    @Arg('input', () => SetMinLivingLineInput, { description: 'The line (标准).' }) input: SetMinLivingLineInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<MinLivingLine | Refusal> {
    return this.writer.setLine(ctx.viewer, input);
  }

  @Mutation(() => FollowRegionSuccessionResult, {
    description: 'Moves the enterprises of a division that ended to its successor (区划调整承接), from its first day.',
  })
  followRegionSuccession(
    @Arg('input', () => FollowRegionSuccessionInput, { description: 'The division (原区划).' })
    input: FollowRegionSuccessionInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<RegionSuccession | Refusal> {
    return this.writer.followSuccession(ctx.viewer, input);
  }
}
