import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { type RowMapping, rowMapping } from '@nuan/database';
import { alignMany, type Batch } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { CapacityCut } from './capacity-cut.entity';
import { WorkerDiversion } from './worker-diversion.entity';

const cuts = rowMapping(CapacityCut, 'y');
const diversions = rowMapping(WorkerDiversion, 'y');

/** Reads what enterprises cut (化解过剩产能) and whom they diverted (分流安置), within the viewer's regions. */
export class CapacityService {
  constructor(private readonly db: DataSource) {}

  /** The cuts of each enterprise in one statement, newest year first; index-aligned, empty for one that cuts nothing. */
  readonly loadCuts: Batch<string, readonly CapacityCut[]> = (viewer, enterpriseIds) =>
    this.yearly(viewer, enterpriseIds, cuts, 'capacity_cut', 'product');

  /** The diverted workers of each enterprise in one statement, newest year first; index-aligned, empty when none is reported. */
  readonly loadDiversions: Batch<string, readonly WorkerDiversion[]> = (viewer, enterpriseIds) =>
    this.yearly(viewer, enterpriseIds, diversions, 'worker_diversion', 'route');

  /** What enterprises of the viewer's regions report by year; `part` divides a year. */
  private async yearly<T extends { readonly enterpriseId: string }>(
    viewer: Viewer,
    enterpriseIds: readonly string[],
    { columns, map }: RowMapping<T>,
    table: 'capacity_cut' | 'worker_diversion',
    part: 'product' | 'route',
  ): Promise<readonly (readonly T[])[]> {
    assertCan(viewer, 'enterprise:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${columns} from ${table} y join enterprise e on e.id = y.enterprise_id
       where y.enterprise_id = any($1::uuid[]) and e.region_code like any($2::text[])
       order by y.enterprise_id, y.year desc, y.${part}`,
      [enterpriseIds, scopePatterns(viewer)],
    );
    return alignMany(enterpriseIds, rows.map(map), ({ enterpriseId }) => enterpriseId);
  }
}
