import { assertCan, assertRegion, covers, scopeCodes, type Viewer } from '@nuan/auth';
import { readRollups, type RollupCell } from '@nuan/database';
import type { Batch } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { EMPLOYMENT_METRICS } from './employment-figures';

/** Reads the aggregates of employment (就业创业援助) from the rollups. */
export class EmploymentStatsService {
  constructor(private readonly db: DataSource) {}

  /** The cells of each region in a year, one statement for all; index-aligned, none for a region that the viewer doesn't cover. */
  readonly loadCells: Batch<string, readonly RollupCell[], { readonly year: number }> = async (
    viewer,
    codes,
    { year },
  ) => {
    assertCan(viewer, 'region:aggregate');
    const regionCodes = codes.filter((code) => covers(viewer, code));
    const cells = await readRollups(this.db, { metrics: EMPLOYMENT_METRICS, regionCodes, year });
    return codes.map((code) => cells.get(code) ?? []);
  };

  /**
   * The cells of a region, or of all that the viewer covers, in a year.
   *
   * @throws ForbiddenError when the viewer lacks the right or doesn't cover the region.
   */
  async cells(viewer: Viewer, year: number, region: string | null): Promise<readonly RollupCell[]> {
    if (region !== null) assertRegion(viewer, region, 'region:aggregate');
    const cells = await this.loadCells(viewer, region === null ? scopeCodes(viewer) : [region], { year });
    return cells.flat();
  }
}
