import { FirstArgs, type SubgraphContext } from '@nuan/federation';
import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';

import { TradeUnion } from '../references/trade-union.reference';
import { Allocation } from './allocation.entity';
import type { AllocationService } from './allocation.service';

/** Arguments of `TradeUnion.allocations`. */
@ArgsType()
class UnionAllocationArgs extends FirstArgs {
  @Field(() => Int, { nullable: true, description: 'Only funds of this budget year (预算年度).' })
  readonly year?: number;
}

/** What assistance adds to a union organisation (工会组织): the money that came to it. */
@Resolver(() => TradeUnion)
export class TradeUnionAllocationsResolver {
  constructor(private readonly tree: AllocationService) {}

  @FieldResolver(() => [Allocation], {
    description:
      'Money allocated to this union (下拨到本级的资金), the latest first; empty for a union of another region.',
  })
  allocations(
    @Root() union: TradeUnion,
    @Args(() => UnionAllocationArgs) { year, first }: UnionAllocationArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<readonly Allocation[]> {
    return ctx.load(this.tree.loadByUnion, union.id, { year: year ?? null, first });
  }
}
