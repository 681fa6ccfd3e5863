import { type Action, assertCan, can, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { alignMany, type Batch } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { ServiceKind } from './service-kind';
import { ServiceRecord } from './service-record.entity';

const records = rowMapping(ServiceRecord, 's');

/** The right that each kind of service takes: that a person was checked is told to who may read health checks alone. */
const RIGHTS: Readonly<Record<ServiceKind, Action>> = {
  RETURN_HOME: 'returnService:read',
  HEALTH_CHECK: 'healthCheck:read',
};

/** Reads which services the members of filed households used (服务记录). */
export class ServiceRecordService {
  constructor(private readonly db: DataSource) {}

  /** The latest `first` services of each household that the viewer may know of, newest first, in one statement; index-aligned. */
  readonly loadByHousehold: Batch<string, readonly ServiceRecord[], { readonly first: number }> = async (
    viewer,
    householdIds,
    { first },
  ) => {
    const kinds = kindsOf(viewer);
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${records.columns} from unnest($1::uuid[]) wanted(key)
       cross join lateral (
         select * from service_record
         where household_id = wanted.key and kind = any($4::text[]) and region_code like any($2::text[])
         order by served_on desc, id limit $3
       ) s`,
      [householdIds, scopePatterns(viewer), first, kinds],
    );
    return alignMany(householdIds, rows.map(records.map), (record) => record.householdId);
  };
}

/**
 * The kinds of service that the viewer may know of.
 *
 * @throws ForbiddenError when there are none, or the viewer may not read households.
 */
function kindsOf(viewer: Viewer): ServiceKind[] {
  assertCan(viewer, 'household:read');
  const kinds = Object.values(ServiceKind).filter((kind) => can(viewer, RIGHTS[kind]));
  if (kinds.length === 0) assertCan(viewer, RIGHTS.RETURN_HOME);
  return kinds;
}
