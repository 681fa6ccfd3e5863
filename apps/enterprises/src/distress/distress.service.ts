import { assertCan, scopePatterns } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { alignMany, alignOne, type Batch } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { DistressPeriod } from './distress-period.entity';

const periods = rowMapping(DistressPeriod, 'p');

/** Reads the history of distress (困难时段) of enterprises within the viewer's regions. */
export class DistressService {
  constructor(private readonly db: DataSource) {}

  /** The periods of each enterprise in one statement, newest first; index-aligned, empty for one that was never distressed. */
  readonly loadPeriods: Batch<string, readonly DistressPeriod[]> = async (viewer, enterpriseIds) => {
    assertCan(viewer, 'enterprise:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${periods.columns} from distress_period p join enterprise e on e.id = p.enterprise_id
       where p.enterprise_id = any($1::uuid[]) and p.corrected_on is null and e.region_code like any($2::text[])
       order by p.enterprise_id, p.from_on desc`,
      [enterpriseIds, scopePatterns(viewer)],
    );
    return alignMany(enterpriseIds, rows.map(periods.map), (period) => period.enterpriseId);
  };

  /** Periods by id in one statement, those taken back too; index-aligned, null for one that is unknown or out of sight. */
  readonly loadByIds: Batch<string, DistressPeriod | null> = async (viewer, ids) => {
    assertCan(viewer, 'enterprise:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${periods.columns} from distress_period p join enterprise e on e.id = p.enterprise_id
       where p.id = any($1::uuid[]) and e.region_code like any($2::text[])`,
      [ids, scopePatterns(viewer)],
    );
    return alignOne(ids, rows.map(periods.map), ({ id }) => id);
  };
}
