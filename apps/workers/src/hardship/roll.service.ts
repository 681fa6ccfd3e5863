import { assertCan, covers, scopePatterns } from '@nuan/auth';
import type { Batch } from '@nuan/federation';
import { type Clock, DiversionRoute } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { ACTIVE_STATUSES } from '../household/household.entity';
import { DiversionRouteCount, EnterpriseWorkers, UnionFiles } from './enterprise-workers';

interface EnterpriseRow {
  readonly id: string;
  readonly region_code: string | null;
  readonly filed: number;
  readonly on_roll: number;
  readonly diverted: Readonly<Record<string, number>> | null;
}

interface UnionRow {
  readonly id: string;
  readonly filed: number;
  readonly migrant: number;
}

/** What one enterprise or union has: few rows each, counted from their covering indexes. */
const ENTERPRISE_WORKERS = `
select wanted.id, p.region_code, f.filed, r.on_roll, r.diverted
from unnest($1::uuid[]) wanted (id)
left join enterprise_projection p on p.id = wanted.id
cross join lateral (
  select count(*)::int as filed from household h
  where h.employer_id = wanted.id and h.status = any($3::text[]) and h.region_code like any($2::text[])
) f
cross join lateral (
  select coalesce(sum(n) filter (where diversion is null), 0)::int as on_roll,
    jsonb_object_agg(diversion, n) filter (where diversion is not null) as diverted
  from (
    select w.diversion, count(*)::int as n from worker w
    where w.employer_id = wanted.id and w.region_code like any($2::text[]) group by w.diversion
  ) by_route
) r`;

const UNION_FILES = `
select h.union_id as id, count(*)::int as filed, (count(*) filter (where h.is_migrant))::int as migrant
from household h
where h.union_id = any($1::uuid[]) and h.status = any($3::text[]) and h.region_code like any($2::text[])
group by h.union_id`;

/**
 * Counts what hangs on enterprises and unions: filed households, workers on roll, diverted workers. Few people each, so they are for those
 * alone who may read the files.
 */
export class RollService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The workers of each enterprise in one statement; index-aligned, null for an enterprise that is outside the viewer's regions. */
  readonly loadEnterpriseWorkers: Batch<string, EnterpriseWorkers | null> = async (viewer, ids) => {
    assertCan(viewer, 'household:read');
    const rows = await this.db.query<EnterpriseRow[]>(ENTERPRISE_WORKERS, [
      [...new Set(ids)],
      scopePatterns(viewer),
      ACTIVE_STATUSES,
    ]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => {
      const row = byId.get(id);
      return row?.region_code && covers(viewer, row.region_code) ? this.enterpriseWorkers(row) : null;
    });
  };

  /** The files that each union keeps in one statement; index-aligned. */
  readonly loadUnionFiles: Batch<string, UnionFiles> = async (viewer, ids) => {
    assertCan(viewer, 'household:read');
    const rows = await this.db.query<UnionRow[]>(UNION_FILES, [
      [...new Set(ids)],
      scopePatterns(viewer),
      ACTIVE_STATUSES,
    ]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    const asOf = this.clock.now();
    return ids.map((id) => {
      const { filed = 0, migrant = 0 } = byId.get(id) ?? {};
      return Object.assign(new UnionFiles(), { filed, migrant, suppressed: false, asOf });
    });
  };

  private enterpriseWorkers({ filed, on_roll: onRoll, diverted }: EnterpriseRow): EnterpriseWorkers {
    const divertedByRoute = Object.values(DiversionRoute).flatMap((route) => {
      const count = diverted?.[route];
      return count === undefined ? [] : [Object.assign(new DiversionRouteCount(), { route, count })];
    });
    return Object.assign(new EnterpriseWorkers(), {
      filed,
      onRoll,
      divertedByRoute,
      suppressed: false,
      asOf: this.clock.now(),
    });
  }
}
