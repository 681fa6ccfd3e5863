import {
  type Connection,
  Count,
  countOf,
  Money,
  type OrderInput,
  PageArgs,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { CountUnit } from '@nuan/kernel';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { Campaign } from '../references/campaign.reference';
import { PlacePool } from '../place/place-pool.entity';
import type { PlacePoolService } from '../place/place-pool.service';
import { Region } from '../references/region.reference';
import { ReturnService } from './return-service.entity';
import { ReturnServiceConnection, returnServiceList } from './return-service.list';
import type { ReturnServiceService } from './return-service.service';

/** Services that brought migrant workers home (返乡服务) as the graph shows them. */
@Resolver(() => ReturnService)
export class ReturnServiceResolver {
  constructor(
    private readonly returns: ReturnServiceService,
    private readonly pools: PlacePoolService,
  ) {}

  @Query(() => ReturnService, {
    description: 'One return service by its id (按编号查返乡服务); NOT_FOUND when it is unknown or of another region.',
  })
  returnService(
    @Arg('id', () => ID, { description: 'Id of the service (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReturnService> {
    return this.returns.get(ctx.viewer, id);
  }

  @Query(() => ReturnServiceConnection, {
    description: 'Return services of the viewer’s regions (返乡服务列表), the latest first unless asked otherwise.',
  })
  returnServices(
    @Arg('where', () => returnServiceList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [returnServiceList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<ReturnService>> {
    return this.returns.list(ctx.viewer, { where, orderBy, ...page });
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region that gave the service (服务区域).' })
  region(@Root() service: ReturnService): Region {
    return regionOf(Region, service.regionCode);
  }

  @FieldResolver(() => Campaign, {
    nullable: true,
    description: 'Campaign it was part of (所属活动); null when it was part of none.',
  })
  campaign(@Root() service: ReturnService): Campaign | null {
    return service.campaignCode === null ? null : new Campaign(service.campaignCode);
  }

  @FieldResolver(() => Count, { description: 'Persons brought home (服务人数); never more than the seats.' })
  served(@Root() service: ReturnService): Count {
    return countOf(service.servedCount, CountUnit.PERSON);
  }

  @FieldResolver(() => PlacePool, {
    nullable: true,
    description: 'Its seats as they are booked (座位预订); null of a service without booking.',
  })
  places(@Root() service: ReturnService, @Ctx() ctx: SubgraphContext): Promise<PlacePool | null> {
    return ctx.load(this.pools.loadMany, service.id);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'Money paid for travel (补贴金额): tickets bought, and subsidies that assistance has paid and not taken back; null when there is neither and none was asked for.',
  })
  async subsidy(@Root() { id, subsidyFen }: ReturnService, @Ctx() ctx: SubgraphContext): Promise<bigint | null> {
    const asked = await ctx.load(this.returns.loadSubsidy, id);
    return asked === null ? subsidyFen : (subsidyFen ?? 0n) + asked.paidFen;
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'Subsidies that assistance was asked to pay (申请补贴金额), paid or not; null when none was asked for.',
  })
  async subsidyRequested(@Root() { id }: ReturnService, @Ctx() ctx: SubgraphContext): Promise<bigint | null> {
    return (await ctx.load(this.returns.loadSubsidy, id))?.requestedFen ?? null;
  }
}
