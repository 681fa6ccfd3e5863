import { assertCan, scopeCodes, type Viewer } from '@nuan/auth';
import { readRollups } from '@nuan/database';
import { type Batch, type Count, countOf } from '@nuan/federation';
import { type Clock, CountUnit, DistressKind, DiversionRoute } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { type DiversionRouteCount, EnterpriseStats, type StatsCell } from './enterprise-stats.results';

const BLOCK_METRICS = [
  'enterprise',
  'distressed',
  'demonstration',
  'visited',
  'workers_met',
  'diverted',
  'jobs_promised',
] as const;

/** Reads aggregates of enterprises (企业统计) from rollups that are exact at commit. */
export class EnterpriseStatsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The blocks of any number of regions in one statement; index-aligned. Region rights are the caller's to assert. */
  readonly loadBlocks: Batch<string, EnterpriseStats> = async (viewer, regionCodes) => {
    assertCan(viewer, 'region:aggregate');
    const cells = await readRollups(this.db, { metrics: BLOCK_METRICS, regionCodes });
    const asOf = this.clock.now();
    return regionCodes.map((code) => block(cells.get(code) ?? [], asOf));
  };

  /** Enterprises visited in each campaign, in the viewer's regions, in one statement; index-aligned, 0 for an unknown campaign. */
  readonly loadVisited: Batch<string, Count> = async (viewer, campaigns) => {
    assertCan(viewer, 'campaign:read');
    const cells = await this.visitedCells(viewer);
    return campaigns.map((campaign) => countOf(total(cells, { metric: 'visited', campaign }), CountUnit.ENTERPRISE));
  };

  private async visitedCells(viewer: Viewer): Promise<StatsCell[]> {
    const cells = await readRollups(this.db, { metrics: ['visited'], regionCodes: scopeCodes(viewer) });
    return [...cells.values()].flat();
  }
}

/** The sum of the cells that agree with every given part. */
export function total(cells: readonly StatsCell[], like: Partial<StatsCell> & Pick<StatsCell, 'metric'>): number {
  const wanted = Object.entries(like) as [keyof StatsCell, unknown][];
  return cells
    .filter((cell) => wanted.every(([part, value]) => cell[part] === value))
    .reduce((sum, { n }) => sum + n, 0);
}

/** Diverted workers by route, all routes, of one year or of all. */
export function divertedByRoute(cells: readonly StatsCell[], year: number | null): DiversionRouteCount[] {
  const narrowed = year === null ? {} : { year };
  return Object.values(DiversionRoute).map((route) => ({
    route,
    count: total(cells, { metric: 'diverted', key: route, ...narrowed }),
  }));
}

function block(cells: readonly StatsCell[], asOf: Date): EnterpriseStats {
  return Object.assign(new EnterpriseStats(), {
    total: total(cells, { metric: 'enterprise' }),
    distressed: total(cells, { metric: 'distressed' }),
    byKind: Object.values(DistressKind).map((kind) => ({
      kind,
      count: total(cells, { metric: 'distressed', key: kind }),
    })),
    supportingEmployment: total(cells, { metric: 'demonstration', key: 'SELECTED' }),
    suppressed: false,
    asOf,
    cells,
  });
}
