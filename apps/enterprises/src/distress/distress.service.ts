import { assertCan } from '@nuan/auth';
import { alignMany, type Batch } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { likePatterns } from '../viewer-scope';
import { DistressPeriod } from './distress-period.entity';

const toPeriod = (row: object): DistressPeriod => Object.assign(new DistressPeriod(), row);

/** Reads the history of distress (困难时段) of enterprises within the viewer's regions. */
export class DistressService {
  constructor(private readonly db: DataSource) {}

  /** The periods of each enterprise in one statement, newest first; index-aligned, empty for one that was never distressed. */
  readonly loadPeriods: Batch<string, readonly DistressPeriod[]> = async (viewer, enterpriseIds) => {
    assertCan(viewer, 'enterprise:read');
    const rows = await this.db.query<object[]>(
      `select p.id, p.enterprise_id as "enterpriseId", p.kind, p.from_on as "fromOn", p.to_on as "toOn", p.evidence,
         p.recorded_on as "recordedOn"
       from distress_period p join enterprise e on e.id = p.enterprise_id
       where p.enterprise_id = any($1::uuid[]) and e.region_code like any($2::text[])
       order by p.enterprise_id, p.from_on desc`,
      [enterpriseIds, likePatterns(viewer)],
    );
    return alignMany(enterpriseIds, rows.map(toPeriod), (period) => period.enterpriseId);
  };
}
