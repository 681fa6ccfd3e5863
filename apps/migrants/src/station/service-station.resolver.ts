import {
  type Connection,
  Count,
  countOf,
  Instant,
  type OrderInput,
  PageArgs,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { CountUnit } from '@nuan/kernel';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { Enterprise } from '../references/enterprise.reference';
import { Region } from '../references/region.reference';
import { TradeUnion } from '../references/trade-union.reference';
import { GeoPoint } from './geo-point';
import { NearStation } from './near-station';
import { NearestArgs } from './nearest.args';
import type { NearestStations } from './nearest-stations.service';
import { coversInstant } from './open-hours';
import { ServiceStation } from './service-station.entity';
import { ServiceStationConnection, serviceStationList } from './service-station.list';
import type { ServiceStationService } from './service-station.service';
import { StationState } from './station-state';
import { StationUsage } from './station-usage';
import { VisitsArgs } from './visits.args';

/** Facilities for migrant and outdoor workers (服务阵地) as the graph shows them. */
@Resolver(() => ServiceStation)
export class ServiceStationResolver {
  constructor(
    private readonly service: ServiceStationService,
    private readonly nearest: NearestStations,
  ) {}

  @Query(() => ServiceStation, {
    description: 'One facility by its id (按编号查服务阵地); NOT_FOUND when it is unknown or of another region.',
  })
  station(
    @Arg('id', () => ID, { description: 'Id of the facility (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ServiceStation> {
    return this.service.get(ctx.viewer, id);
  }

  @Query(() => ServiceStation, {
    description:
      'One facility by the code on its sign (按驿站编码查服务阵地); NOT_FOUND when it is unknown or of another region.',
  })
  stationByCode(
    @Arg('code', () => String, { description: 'Code of the facility (驿站编码).' }) code: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ServiceStation> {
    return this.service.getByCode(ctx.viewer, code);
  }

  @Query(() => ServiceStationConnection, {
    description: 'Facilities of the viewer’s regions (服务阵地列表), by code unless asked otherwise.',
  })
  stations(
    @Arg('where', () => serviceStationList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [serviceStationList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<ServiceStation>> {
    return this.service.list(ctx.viewer, { where, orderBy, ...page });
  }

  @Query(() => [NearStation], {
    description: 'Open facilities of the viewer’s regions (就近服务阵地), the nearest to a point first.',
  })
  nearestStations(@Args(() => NearestArgs) args: NearestArgs, @Ctx() ctx: SubgraphContext): Promise<NearStation[]> {
    return this.nearest.find(ctx.viewer, args);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region (所在区域).' })
  region(@Root() station: ServiceStation): Region {
    return regionOf(Region, station.regionCode);
  }

  @FieldResolver(() => TradeUnion, { nullable: true, description: 'Union in charge (所属工会); null when not stated.' })
  union(@Root() station: ServiceStation): TradeUnion | null {
    return station.unionId === null ? null : new TradeUnion(station.unionId);
  }

  @FieldResolver(() => Enterprise, {
    nullable: true,
    description: 'Host enterprise (依托单位); null when it stands on its own.',
  })
  host(@Root() station: ServiceStation): Enterprise | null {
    return station.hostEnterpriseId === null ? null : new Enterprise(station.hostEnterpriseId);
  }

  @FieldResolver(() => GeoPoint, {
    nullable: true,
    description: 'Point on the map (地理位置); null before the place is fixed.',
  })
  point(@Root() { longitude, latitude }: ServiceStation): GeoPoint | null {
    return longitude === null || latitude === null ? null : Object.assign(new GeoPoint(), { longitude, latitude });
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether visitors find it open (是否开放) at a moment, or now: in state OPEN and within its hours, or with unattended access.',
  })
  openNow(
    @Root() station: ServiceStation,
    // Not validated as a class: a Date is one that the validator doesn't know, and the scalar has checked it.
    @Arg('at', () => Instant, { nullable: true, validate: false, description: 'The moment (时刻); now when absent.' })
    at: Date | undefined,
    @Ctx() ctx: SubgraphContext,
  ): boolean {
    if (station.state !== StationState.OPEN) return false;
    return station.unattendedAccess || coversInstant(station.hours, at ?? ctx.clock.now());
  }

  @FieldResolver(() => Count, { description: 'Visits (使用人次) in one month, or in all months on record.' })
  async visits(
    @Root() station: ServiceStation,
    @Args(() => VisitsArgs) { month }: VisitsArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Count> {
    const monthOn = month ? `${month}-01` : null;
    return countOf(await ctx.load(this.service.loadVisits, station.id, { monthOn }), CountUnit.VISIT);
  }

  @FieldResolver(() => [StationUsage], {
    description:
      'Visits by hour and occupation (分时使用人次) in one month, or on all days on record; empty when only months are known.',
  })
  usage(
    @Root() station: ServiceStation,
    @Args(() => VisitsArgs) { month }: VisitsArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<readonly StationUsage[]> {
    return ctx.load(this.service.loadUsage, station.id, { monthOn: month ? `${month}-01` : null });
  }
}
