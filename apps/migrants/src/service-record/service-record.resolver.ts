import type { SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { HealthCheckBatch } from '../health-check/health-check-batch.entity';
import type { HealthCheckBatchService } from '../health-check/health-check-batch.service';
import { Worker } from '../references/worker.reference';
import { ReturnService } from '../return-service/return-service.entity';
import type { ReturnServiceService } from '../return-service/return-service.service';
import { ServiceRecord } from './service-record.entity';

/** Services that households used (服务记录) as the graph shows them. */
@Resolver(() => ServiceRecord)
export class ServiceRecordResolver {
  constructor(
    private readonly returns: ReturnServiceService,
    private readonly batches: HealthCheckBatchService,
  ) {}

  @FieldResolver(() => Worker, {
    nullable: true,
    description: 'Member of the household who used it (使用人); null when not recorded.',
  })
  person(@Root() record: ServiceRecord): Worker | null {
    return record.workerId === null ? null : new Worker(record.workerId);
  }

  @FieldResolver(() => ReturnService, {
    nullable: true,
    description: 'The trip, ticket or subsidy (返乡服务); null for another kind of service, or one of another region.',
  })
  returnService(@Root() record: ServiceRecord, @Ctx() ctx: SubgraphContext): Promise<ReturnService | null> | null {
    return record.returnServiceId === null ? null : ctx.load(this.returns.loadMany, record.returnServiceId);
  }

  @FieldResolver(() => HealthCheckBatch, {
    nullable: true,
    description: 'The batch of health checks (体检批次); null for another kind of service, or one of another region.',
  })
  healthCheckBatch(
    @Root() record: ServiceRecord,
    @Ctx() ctx: SubgraphContext,
  ): Promise<HealthCheckBatch | null> | null {
    return record.healthCheckBatchId === null ? null : ctx.load(this.batches.loadMany, record.healthCheckBatchId);
  }
}
