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

import { Region } from '../references/region.reference';
import { HealthCheckBatch } from './health-check-batch.entity';
import { HealthCheckBatchConnection, healthCheckBatchList } from './health-check-batch.list';
import type { HealthCheckBatchService } from './health-check-batch.service';

/** Batches of free health checks (免费体检批次) as the graph shows them. */
@Resolver(() => HealthCheckBatch)
export class HealthCheckBatchResolver {
  constructor(private readonly batches: HealthCheckBatchService) {}

  @Query(() => HealthCheckBatch, {
    description: 'One batch by its id (按编号查体检批次); NOT_FOUND when it is unknown or of another region.',
  })
  healthCheckBatch(
    @Arg('id', () => ID, { description: 'Id of the batch (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<HealthCheckBatch> {
    return this.batches.get(ctx.viewer, id);
  }

  @Query(() => HealthCheckBatchConnection, {
    description:
      'Batches of free health checks of the viewer’s regions (免费体检批次列表), the latest first unless asked otherwise.',
  })
  healthCheckBatches(
    @Arg('where', () => healthCheckBatchList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [healthCheckBatchList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<HealthCheckBatch>> {
    return this.batches.list(ctx.viewer, { where, orderBy, ...page });
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region of the batch (所在区域).' })
  region(@Root() batch: HealthCheckBatch): Region {
    return regionOf(Region, batch.regionCode);
  }

  @FieldResolver(() => Count, { description: 'Persons checked (体检人数).' })
  persons(@Root() batch: HealthCheckBatch): Count {
    return countOf(batch.personCount, CountUnit.PERSON, batch.personsPrecision);
  }
}
