import { LocalDateScalar, Money, type SubgraphContext } from '@nuan/federation';
import { today } from '@nuan/kernel';
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { MinLivingLine } from './min-living-line.entity';
import { lineOn, type MinLivingLineService } from './min-living-line.service';

const LINE =
  'Minimum-living line on a day, in yuan per person and month (低保标准); a county without its own has its city’s.';

/** Dated facts of a region (区划事实). */
@Resolver(() => Region)
export class RegionFactsResolver {
  constructor(private readonly lines: MinLivingLineService) {}

  @FieldResolver(() => Money, { nullable: true, description: `${LINE} Null for a province and when none is on file.` })
  async minLivingLine(
    @Root() { code }: Region,
    @Ctx() ctx: SubgraphContext,
    @Arg('on', () => LocalDateScalar, {
      nullable: true,
      description: 'The day (日期); today by the domain clock when absent.',
    })
    on?: string | null,
  ): Promise<bigint | null> {
    const lines = await ctx.load(this.lines.loadLines, code);
    return lineOn(lines, on ?? today(ctx.clock))?.monthlyFen ?? null;
  }

  @FieldResolver(() => [MinLivingLine], {
    nullable: true,
    description:
      'Its minimum-living lines over time, newest first (历年低保标准); those of its city when it has none of its own.',
  })
  minLivingLines(@Root() { code }: Region, @Ctx() ctx: SubgraphContext): Promise<readonly MinLivingLine[]> {
    return ctx.load(this.lines.loadLines, code);
  }
}
