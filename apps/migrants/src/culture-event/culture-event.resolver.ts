import {
  type Connection,
  Count,
  countOf,
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
import { CultureEvent } from './culture-event.entity';
import { CultureEventConnection, cultureEventList } from './culture-event.list';
import type { CultureEventService } from './culture-event.service';

/** Culture and festive services (送文化、强后勤) as the graph shows them. */
@Resolver(() => CultureEvent)
export class CultureEventResolver {
  constructor(
    private readonly events: CultureEventService,
    private readonly pools: PlacePoolService,
  ) {}

  @Query(() => CultureEvent, {
    description: 'One event by its id (按编号查送文化活动); NOT_FOUND when it is unknown or of another region.',
  })
  cultureEvent(
    @Arg('id', () => ID, { description: 'Id of the event (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CultureEvent> {
    return this.events.get(ctx.viewer, id);
  }

  @Query(() => CultureEventConnection, {
    description:
      'Culture and festive services of the viewer’s regions (送文化活动列表), the latest first unless asked otherwise.',
  })
  cultureEvents(
    @Arg('where', () => cultureEventList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [cultureEventList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<CultureEvent>> {
    return this.events.list(ctx.viewer, { where, orderBy, ...page });
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region of the event (所在区域).' })
  region(@Root() event: CultureEvent): Region {
    return regionOf(Region, event.regionCode);
  }

  @FieldResolver(() => Campaign, {
    nullable: true,
    description: 'Campaign it was part of (所属活动); null when it was part of none.',
  })
  campaign(@Root() event: CultureEvent): Campaign | null {
    return event.campaignCode === null ? null : new Campaign(event.campaignCode);
  }

  @FieldResolver(() => Count, { description: 'Workers who took part (参与人数).' })
  participants(@Root() event: CultureEvent): Count {
    return countOf(event.participantCount, CountUnit.PERSON);
  }

  @FieldResolver(() => PlacePool, {
    nullable: true,
    description: 'Its places (名额); null of an event that anybody could come to.',
  })
  places(@Root() event: CultureEvent, @Ctx() ctx: SubgraphContext): Promise<PlacePool | null> {
    return ctx.load(this.pools.loadMany, event.id);
  }
}
