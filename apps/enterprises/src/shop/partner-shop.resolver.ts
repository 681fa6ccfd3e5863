import { type Connection, type OrderInput, PageArgs, type SubgraphContext, type WhereInput } from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { TradeUnion } from '../union/trade-union.entity';
import type { TradeUnionService } from '../union/trade-union.service';
import { PartnerShop } from './partner-shop.entity';
import { PartnerShopConnection, partnerShopList } from './partner-shop.list';
import type { PartnerShopService } from './partner-shop.service';

/** Partner shops (签约超市). */
@Resolver(() => PartnerShop)
export class PartnerShopResolver {
  constructor(
    private readonly shops: PartnerShopService,
    private readonly unions: TradeUnionService,
  ) {}

  @Query(() => PartnerShopConnection, {
    description: 'Partner shops (签约超市) of the regions you may see, by region code.',
  })
  partnerShops(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
    @Arg('where', () => partnerShopList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where?: WhereInput | null,
    @Arg('orderBy', () => [partnerShopList.Order], { nullable: true, description: 'Sort keys, first to last (排序).' })
    orderBy?: OrderInput[] | null,
  ): Promise<Connection<PartnerShop>> {
    return this.shops.list(ctx.viewer, { where, orderBy, ...page });
  }

  @FieldResolver(() => Region, { description: 'Where it is (所在区划).' })
  region(@Root() shop: PartnerShop): Region {
    return regionOf(Region, shop.regionCode);
  }

  @FieldResolver(() => TradeUnion, {
    nullable: true,
    description: 'The union that signed (签约工会); null when it lies outside the regions you may see.',
  })
  union(@Root() shop: PartnerShop, @Ctx() ctx: SubgraphContext): Promise<TradeUnion | null> {
    return ctx.load(this.unions.loadMany, shop.unionId);
  }
}
