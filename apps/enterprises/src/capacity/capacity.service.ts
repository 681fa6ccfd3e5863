import { assertCan } from '@nuan/auth';
import { alignMany, type Batch } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { likePatterns } from '../viewer-scope';
import { CapacityCut } from './capacity-cut.entity';
import { WorkerDiversion } from './worker-diversion.entity';

const toCut = (row: object): CapacityCut => Object.assign(new CapacityCut(), row);
const toDiversion = (row: object): WorkerDiversion => Object.assign(new WorkerDiversion(), row);

/** Reads what enterprises cut (化解过剩产能) and whom they diverted (分流安置), within the viewer's regions. */
export class CapacityService {
  constructor(private readonly db: DataSource) {}

  /** The cuts of each enterprise in one statement, newest year first; index-aligned, empty for one that cuts nothing. */
  readonly loadCuts: Batch<string, readonly CapacityCut[]> = async (viewer, enterpriseIds) => {
    assertCan(viewer, 'enterprise:read');
    const rows = await this.db.query<object[]>(
      `select c.id, c.enterprise_id as "enterpriseId", c.year, c.product, c.planned_tons as "plannedTons",
         c.done_tons as "doneTons", c.closed_on as "closedOn"
       from capacity_cut c join enterprise e on e.id = c.enterprise_id
       where c.enterprise_id = any($1::uuid[]) and e.region_code like any($2::text[])
       order by c.enterprise_id, c.year desc, c.product`,
      [enterpriseIds, likePatterns(viewer)],
    );
    return alignMany(enterpriseIds, rows.map(toCut), (cut) => cut.enterpriseId);
  };

  /** The diverted workers of each enterprise in one statement, newest year first; index-aligned, empty when none is reported. */
  readonly loadDiversions: Batch<string, readonly WorkerDiversion[]> = async (viewer, enterpriseIds) => {
    assertCan(viewer, 'enterprise:read');
    const rows = await this.db.query<object[]>(
      `select d.enterprise_id as "enterpriseId", d.region_code as "regionCode", d.year, d.route, d.workers
       from worker_diversion d join enterprise e on e.id = d.enterprise_id
       where d.enterprise_id = any($1::uuid[]) and e.region_code like any($2::text[])
       order by d.enterprise_id, d.year desc, d.route`,
      [enterpriseIds, likePatterns(viewer)],
    );
    return alignMany(enterpriseIds, rows.map(toDiversion), (diversion) => diversion.enterpriseId);
  };
}
