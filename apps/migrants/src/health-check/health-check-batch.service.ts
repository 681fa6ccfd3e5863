import { RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { HealthCheckBatch } from './health-check-batch.entity';
import { healthCheckBatchList } from './health-check-batch.list';

/** Reads batches of free health checks (免费体检). */
export class HealthCheckBatchService extends RegionalReader<HealthCheckBatch> {
  constructor(db: DataSource) {
    super(db, { entity: HealthCheckBatch, action: 'healthCheck:read', list: healthCheckBatchList, alias: 'b' });
  }
}
