import { assertCan, scopePatterns } from '@nuan/auth';
import { alignMany, type Batch } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { ServiceRecord } from './service-record.entity';

/** Reads which services the members of filed households used (服务记录). */
export class ServiceRecordService {
  constructor(private readonly db: DataSource) {}

  /** The latest `first` services of each household, newest first, in one statement; index-aligned. */
  readonly loadByHousehold: Batch<string, readonly ServiceRecord[], { readonly first: number }> = async (
    viewer,
    householdIds,
    { first },
  ) => {
    assertCan(viewer, 'household:read');
    const rows = await this.db.query<object[]>(
      `select s.id, s.household_id as "householdId", s.worker_id as "workerId", s.region_code as "regionCode", s.kind,
         s.return_service_id as "returnServiceId", s.health_check_batch_id as "healthCheckBatchId", s.served_on as "servedOn"
       from unnest($1::uuid[]) wanted(key)
       cross join lateral (
         select * from service_record where household_id = wanted.key and region_code like any($2::text[])
         order by served_on desc, id limit $3
       ) s`,
      [householdIds, scopePatterns(viewer), first],
    );
    const records = rows.map((row) => Object.assign(new ServiceRecord(), row));
    return alignMany(householdIds, records, (record) => record.householdId);
  };
}
