import { type Connection, type OrderInput, PageArgs, type SubgraphContext, type WhereInput } from '@nuan/federation';
import { type LocalDate, today } from '@nuan/kernel';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

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

  @Query(() => PartnerShop, {
    nullable: true,
    description:
      'One contract with a shop (签约超市), also when it was taken back; null with NOT_FOUND when there is none in the regions you may see.',
  })
  partnerShop(
    @Arg('id', () => ID, { description: 'UUID of the shop (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PartnerShop> {
    return this.shops.get(ctx.viewer, id);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the contract runs today, by the domain clock (是否在约).',
  })
  isRunning(@Root() shop: PartnerShop, @Ctx() ctx: SubgraphContext): boolean {
    return isRunningOn(shop, today(ctx.clock));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why a counter-entry took it back (更正原因); null while it stands.',
  })
  correctedReason(
    @Root() { id, correctedOn }: PartnerShop,
    @Ctx() ctx: SubgraphContext,
  ): Promise<string | null> | null {
    return correctedOn === null ? null : ctx.load(this.shops.loadReasons, id);
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

/** Whether a contract that stands covers a day. */
function isRunningOn({ correctedOn, validFromOn, validToOn, endedOn }: PartnerShop, day: LocalDate): boolean {
  const isBefore = (last: LocalDate | null): boolean => last !== null && last < day;
  return correctedOn === null && validFromOn <= day && !isBefore(validToOn) && !isBefore(endedOn);
}
