import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping, type SqlParams } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import {
  alignMany,
  alignOne,
  allOf,
  type Batch,
  type Connection,
  type ListRequest,
  RegionalReader,
} from '@nuan/federation';
import { type LocalDate, regionPrefix } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { HelperLoad } from './helper-load';
import type { HelperRank } from './helper-rank';
import { PairVisit } from './pair-visit.entity';
import { Pairing } from './pairing.entity';
import { pairingList } from './pairing.list';
import { LONGEST_VISIT_INTERVAL_MONTHS, type VisitSummary } from './visit-duty';

const visits = rowMapping(PairVisit, 'v');
const NOT_VISITED: VisitSummary = { done: 0, lastOn: null, intervalMonths: LONGEST_VISIT_INTERVAL_MONTHS };

/** Days ahead within which a visit counts as falling due. */
const DUE_WITHIN_DAYS = 30;

/** How often visits are due is looked up once per region and rank, and the last visits are read in one pass: a province is 128,000 pairings. */
const HELPER_LOADS = `
with paired as materialized (
  select p.id, p.helper_name, p.helper_rank, p.unit_name, p.region_code, p.starts_on from pairing p
  where p.ends_on is null and p.starts_on <= $3::date and p.region_code like any($1::text[]) and p.region_code like $2
), rule as materialized (
  select k.region_code, k.helper_rank, visit_interval_months(k.region_code, k.helper_rank, $3::date) as months
  from (select distinct region_code, helper_rank from paired) k
), visited as (
  select v.pairing_id, max(v.visited_on) as last_on from pair_visit v join paired p on p.id = v.pairing_id
  where v.visited_on <= $3::date group by v.pairing_id
), due as materialized (
  select p.helper_name, p.helper_rank, p.unit_name, (greatest(p.starts_on, v.last_on) + make_interval(months => r.months))::date as due_on
  from paired p join rule r using (region_code, helper_rank) left join visited v on v.pairing_id = p.id
)
select helper_name as "helperName", helper_rank as "helperRank", unit_name as "unitName", count(*)::int as households,
  count(*) filter (where due_on between $3::date and $3::date + ${String(DUE_WITHIN_DAYS)})::int as due,
  count(*) filter (where due_on < $3::date)::int as overdue
from due
group by helper_name, helper_rank, unit_name order by overdue desc, households desc, helper_name, helper_rank, unit_name limit $4`;

/** What `Query.pairings` narrows by beside its filter. */
export interface PairingRequest extends ListRequest {
  /** Region and everything below it. */
  readonly region?: string | undefined;
  readonly rank?: readonly HelperRank[] | undefined;
  /** Only pairings whose visit is overdue on this day. */
  readonly overdueOn?: LocalDate | null | undefined;
}

/** Whose load is asked for. */
export interface HelperLoadRequest {
  /** Region and everything below it; all of the viewer's when absent. */
  readonly region?: string | undefined;
  readonly first: number;
  readonly today: LocalDate;
}

/** The day by which pairing `p` is to be visited next, as of the day that stands at `today`. */
const nextDueOn = (today: string): string =>
  `(greatest(p.starts_on, (select max(v.visited_on) from pair_visit v where v.pairing_id = p.id and v.visited_on <= ${today}))
    + make_interval(months => visit_interval_months(p.region_code, p.helper_rank, ${today})))::date`;

/** Reads pairings (结对帮扶) and their visits, within the viewer's regions. */
export class PairingService extends RegionalReader<Pairing> {
  constructor(db: DataSource) {
    super(db, { entity: Pairing, action: 'pairing:read', list: pairingList, alias: 'p' });
  }

  /** The active primary pairing of each household in one statement; index-aligned, null for a household without a helper. */
  readonly loadHelper: Batch<string, Pairing | null> = async (viewer, householdIds) => {
    const condition = 'p.household_id = any($1::uuid[]) and p.is_primary and p.ends_on is null';
    return alignOne(householdIds, await this.select(viewer, condition, householdIds), (pairing) => pairing.householdId);
  };

  /** How many visits each pairing has had by a day, the last one, and how often they are due, in one statement; index-aligned. */
  readonly loadVisitSummary: Batch<string, VisitSummary, { readonly today: LocalDate }> = async (
    viewer,
    ids,
    { today },
  ) => {
    assertCan(viewer, 'pairing:read');
    const rows = await this.db.query<(VisitSummary & { pairingId: string })[]>(
      `select p.id as "pairingId", v.done, v.last_on as "lastOn", visit_interval_months(p.region_code, p.helper_rank, $2) as "intervalMonths"
       from pairing p cross join lateral (
         select count(*)::int as done, max(v.visited_on) as last_on from pair_visit v where v.pairing_id = p.id and v.visited_on <= $2
       ) v
       where p.id = any($1::uuid[]) and p.region_code like any($3::text[])`,
      [ids, today, scopePatterns(viewer)],
    );
    return alignOne(ids, rows, (row) => row.pairingId).map((row) => row ?? NOT_VISITED);
  };

  /** The latest `first` visits of each pairing in one statement, newest first; index-aligned. */
  readonly loadVisits: Batch<string, readonly PairVisit[], { readonly first: number }> = async (
    viewer,
    ids,
    { first },
  ) => {
    assertCan(viewer, 'pairing:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select v.* from unnest($1::uuid[]) wanted(id) join pairing p on p.id = wanted.id and p.region_code like any($2::text[])
       cross join lateral (
         select ${visits.columns} from pair_visit v where v.pairing_id = p.id order by v.visited_on desc limit $3
       ) v`,
      [ids, scopePatterns(viewer), first],
    );
    return alignMany(ids, rows.map(visits.map), (visit) => visit.pairingId);
  };

  /** A page of pairings; `region`, `rank` and `overdueOn` narrow it beside the filter. */
  async listOf(viewer: Viewer, request: PairingRequest): Promise<Connection<Pairing>> {
    assertCan(viewer, 'pairing:read');
    const { region, rank, overdueOn, where, ...page } = request;
    const narrowed = allOf(where, region && { region: { under: region } }, rank && { helperRank: { in: rank } });
    const overdue = (params: SqlParams): string => {
      const day = `${params.add(overdueOn)}::date`;
      return `p.ends_on is null and p.starts_on <= ${day} and ${nextDueOn(day)} < ${day}`;
    };
    return pairingList.page(
      this.db,
      viewer,
      { ...page, where: narrowed },
      { select: this.rows.columns, map: this.rows.map, where: overdueOn ? [overdue] : [] },
    );
  }

  /** The helpers of lasting pairings with their load, the most overdue first; one statement. */
  async helperLoads(viewer: Viewer, { region, first, today }: HelperLoadRequest): Promise<readonly HelperLoad[]> {
    assertCan(viewer, 'pairing:read');
    const rows = await this.db.query<HelperLoad[]>(HELPER_LOADS, [
      scopePatterns(viewer),
      `${region === undefined ? '' : regionPrefix(region)}%`,
      today,
      first,
    ]);
    return rows.map((row) => Object.assign(new HelperLoad(), row));
  }

  /**
   * The pairing that a visit belongs to.
   *
   * @throws NotFoundError when the visit is unknown or outside the viewer's regions.
   */
  async ofVisit(viewer: Viewer, visitId: string): Promise<Pairing> {
    const [pairing] = await this.select(
      viewer,
      'p.id = (select v.pairing_id from pair_visit v where v.id = any($1::uuid[]))',
      [visitId],
    );
    if (!pairing) throw new NotFoundError('PairVisit', visitId);
    return pairing;
  }
}
