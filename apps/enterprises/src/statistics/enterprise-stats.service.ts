import { assertCan, scopeCodes } from '@nuan/auth';
import { type Disclosure, type Figures, SummedFigures } from '@nuan/disclosure';
import { type Batch, type Count, countOf } from '@nuan/federation';
import { CountUnit, DistressKind, DiversionRoute } from '@nuan/kernel';

import { type DiversionRouteCount, EnterpriseStats } from './enterprise-stats.results';

const BLOCK_METRICS = [
  'enterprise',
  'distressed',
  'demonstration',
  'visited',
  'workers_met',
  'diverted',
  'jobs_promised',
] as const;

/** Reads aggregates of enterprises (企业统计) from rollups that are exact at commit, or for analysts from the newest release. */
export class EnterpriseStatsService {
  constructor(private readonly disclosure: Disclosure) {}

  /** The blocks of any number of regions in one statement; index-aligned. Region rights are the caller's to assert. */
  readonly loadBlocks: Batch<string, EnterpriseStats> = async (viewer, regionCodes) => {
    assertCan(viewer, 'region:aggregate');
    const { figures, asOf } = await this.disclosure.read(viewer, { metrics: BLOCK_METRICS, regionCodes });
    return regionCodes.map((code) => block(figures(code), asOf));
  };

  /**
   * Enterprises visited in each campaign, in the viewer's regions, in one statement; index-aligned, 0 for an unknown campaign, null where
   * the number is withheld.
   */
  readonly loadVisited: Batch<string, Count | null> = async (viewer, campaigns) => {
    assertCan(viewer, 'campaign:read');
    const regionCodes = scopeCodes(viewer);
    const { figures } = await this.disclosure.read(viewer, { metrics: ['visited'], regionCodes });
    const own = new SummedFigures(regionCodes.map(figures));
    return campaigns.map((campaign) => {
      const count = own.count({ metric: 'visited', campaign });
      return count === null ? null : countOf(count, CountUnit.ENTERPRISE);
    });
  };
}

/** Diverted workers by route, all routes, of one year or of all. */
export function divertedByRoute(figures: Figures, year: number | null): DiversionRouteCount[] {
  return Object.values(DiversionRoute).map((route) => ({
    route,
    count: figures.count({ metric: 'diverted', keys: [route], year: year ?? undefined }),
  }));
}

function block(figures: Figures, asOf: Date): EnterpriseStats {
  const stats = {
    total: figures.count({ metric: 'enterprise' }),
    distressed: figures.count({ metric: 'distressed' }),
    byKind: Object.values(DistressKind).map((kind) => ({
      kind,
      count: figures.count({ metric: 'distressed', keys: [kind] }),
    })),
    supportingEmployment: figures.count({ metric: 'demonstration', keys: ['SELECTED'] }),
  };
  return Object.assign(new EnterpriseStats(), stats, { suppressed: figures.suppressed, asOf, figures });
}
