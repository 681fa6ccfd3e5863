import type { SubgraphContext } from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';

import { Fund } from '../fund/fund.entity';
import type { FundService } from '../fund/fund.service';
import { Region } from '../references/region.reference';
import { TradeUnion } from '../references/trade-union.reference';
import { Allocation } from './allocation.entity';
import { type AllocationService, idleDays } from './allocation.service';
import { PassingDown } from './passing-down.entity';

/** Allocations (资金分配) as the graph shows them. */
@Resolver(() => Allocation)
export class AllocationResolver {
  constructor(
    private readonly allocations: AllocationService,
    private readonly funds: FundService,
  ) {}

  @FieldResolver(() => Fund, { nullable: true, description: 'The fund it belongs to (所属资金).' })
  fund(@Root() allocation: Allocation, @Ctx() ctx: SubgraphContext): Promise<Fund | null> {
    return ctx.load(this.funds.loadMany, allocation.fundId);
  }

  @FieldResolver(() => Allocation, {
    nullable: true,
    description:
      'The allocation it was passed down from (上级分配); null at the root, and for a viewer who does not cover the upper region.',
  })
  parent(@Root() allocation: Allocation, @Ctx() ctx: SubgraphContext): Promise<Allocation | null> | null {
    return allocation.parentId === null ? null : ctx.load(this.allocations.loadMany, allocation.parentId);
  }

  @FieldResolver(() => TradeUnion, {
    nullable: true,
    description: 'The union that passed it down (下拨单位); null at the root.',
  })
  from(@Root() allocation: Allocation): TradeUnion | null {
    return allocation.fromUnionId === null ? null : new TradeUnion(allocation.fromUnionId);
  }

  @FieldResolver(() => TradeUnion, { nullable: true, description: 'The union that holds it (接收单位).' })
  to(@Root() allocation: Allocation): TradeUnion {
    return new TradeUnion(allocation.toUnionId);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region of the union that holds it (所属区域).' })
  region(@Root() allocation: Allocation): Region {
    return regionOf(Region, allocation.regionCode);
  }

  @FieldResolver(() => Int, {
    description:
      'Days that available money has lain since the last posting, reckoned today in Asia/Shanghai (闲置天数); 0 when nothing is available.',
  })
  idleDays(@Root() allocation: Allocation, @Ctx() ctx: SubgraphContext): number {
    return idleDays(allocation, ctx.clock);
  }

  @FieldResolver(() => [PassingDown], {
    description:
      'The times that money was proposed and passed down to it (下拨记录), the latest first; empty for the root, and for money loaded in bulk.',
  })
  passings(@Root() allocation: Allocation, @Ctx() ctx: SubgraphContext): Promise<readonly PassingDown[]> {
    return ctx.load(this.allocations.loadPassings, allocation.id);
  }
}
