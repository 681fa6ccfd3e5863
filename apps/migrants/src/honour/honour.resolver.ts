import { type Connection, type OrderInput, PageArgs, type SubgraphContext, type WhereInput } from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { Worker } from '../references/worker.reference';
import { Honour } from './honour.entity';
import { HonourConnection, honourList } from './honour.list';
import type { HonourService } from './honour.service';

/** Honours (荣誉) as the graph shows them. */
@Resolver(() => Honour)
export class HonourResolver {
  constructor(private readonly service: HonourService) {}

  @Query(() => Honour, {
    description: 'One honour by its id (按编号查荣誉); NOT_FOUND when it is unknown or of another region.',
  })
  honour(
    @Arg('id', () => ID, { description: 'Id of the honour (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Honour> {
    return this.service.get(ctx.viewer, id);
  }

  @Query(() => HonourConnection, {
    description: 'Honours of the viewer’s regions (荣誉列表), the latest first unless asked otherwise.',
  })
  honours(
    @Arg('where', () => honourList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [honourList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<Honour>> {
    return this.service.list(ctx.viewer, { where, orderBy, ...page });
  }

  @FieldResolver(() => Worker, {
    nullable: true,
    description: 'The person honoured (获奖人); null when the person is not known to the unions.',
  })
  person(@Root() honour: Honour): Worker | null {
    return honour.workerId === null ? null : new Worker(honour.workerId);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region of the person (所在区域).' })
  region(@Root() honour: Honour): Region {
    return regionOf(Region, honour.regionCode);
  }
}
