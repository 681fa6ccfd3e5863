import {
  allOf,
  type Connection,
  nestedConnection,
  type OrderInput,
  PageArgs,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { TradeUnion } from './trade-union.entity';
import { TradeUnionConnection, tradeUnionList } from './trade-union.list';
import type { TradeUnionService } from './trade-union.service';

/** Union organisations (工会组织) and their tree. */
@Resolver(() => TradeUnion)
export class TradeUnionResolver {
  constructor(private readonly service: TradeUnionService) {}

  @Query(() => TradeUnionConnection, {
    description: 'Union organisations (工会) of the regions you may see, by region code.',
  })
  unions(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
    @Arg('where', () => tradeUnionList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where?: WhereInput | null,
    @Arg('orderBy', () => [tradeUnionList.Order], { nullable: true, description: 'Sort keys, first to last (排序).' })
    orderBy?: OrderInput[] | null,
  ): Promise<Connection<TradeUnion>> {
    return this.service.list(ctx.viewer, { where, orderBy, ...page });
  }

  @Query(() => TradeUnionConnection, {
    description:
      'Dissolved organisations (已撤销工会) of the regions you may see: their files belong to the successor.',
  })
  dissolvedUnions(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
    @Arg('where', () => tradeUnionList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where?: WhereInput | null,
  ): Promise<Connection<TradeUnion>> {
    return this.service.list(ctx.viewer, { where: allOf(where, { dissolved: { eq: true } }), ...page });
  }

  @Query(() => TradeUnion, {
    nullable: true,
    description: 'One organisation by id (工会); null with NOT_FOUND when there is none in the regions you may see.',
  })
  union(
    @Arg('id', () => ID, { description: 'UUID of the organisation (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<TradeUnion> {
    return this.service.get(ctx.viewer, id);
  }

  @FieldResolver(() => Region, { description: 'Whose organisation it is: province, city or county (所属区划).' })
  region(@Root() union: TradeUnion): Region {
    return regionOf(Region, union.regionCode);
  }

  @FieldResolver(() => TradeUnion, {
    nullable: true,
    description:
      'The organisation above (上级工会); null for the root and when it lies outside the regions you may see.',
  })
  parent(@Root() union: TradeUnion, @Ctx() ctx: SubgraphContext): Promise<TradeUnion | null> | null {
    return union.parentId === null ? null : ctx.load(this.service.loadMany, union.parentId);
  }

  @FieldResolver(() => TradeUnion, {
    nullable: true,
    description:
      'Who took over when it was dissolved (承接工会); null while it exists and when that lies outside the regions you may see.',
  })
  successor(@Root() union: TradeUnion, @Ctx() ctx: SubgraphContext): Promise<TradeUnion | null> | null {
    return union.successorId === null ? null : ctx.load(this.service.loadMany, union.successorId);
  }

  @FieldResolver(() => TradeUnionConnection, {
    description: 'The organisations directly below (下级工会), by region code; those dissolved there too.',
  })
  children(
    @Root() { id }: TradeUnion,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Connection<TradeUnion> {
    return nestedConnection(ctx, id, page, this.service.loadChildPages, this.service.countChildren);
  }
}
