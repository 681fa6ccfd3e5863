import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import {
  alignMany,
  alignOne,
  allOf,
  type Batch,
  type Connection,
  type ListRequest,
  RegionalReader,
} from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import type { HelperRank } from './helper-rank';
import { PairVisit } from './pair-visit.entity';
import { Pairing } from './pairing.entity';
import { pairingList } from './pairing.list';
import type { VisitSummary } from './visit-duty';

const visits = rowMapping(PairVisit, 'v');

/** What `Query.pairings` narrows by beside its filter. */
export interface PairingRequest extends ListRequest {
  /** Region and everything below it. */
  readonly region?: string | undefined;
  readonly rank?: readonly HelperRank[] | undefined;
}

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

  /** How many visits each pairing has had by a day, and the last one, in one statement; index-aligned. */
  readonly loadVisitSummary: Batch<string, VisitSummary, { readonly today: LocalDate }> = async (
    viewer,
    ids,
    { today },
  ) => {
    assertCan(viewer, 'pairing:read');
    const rows = await this.db.query<(VisitSummary & { pairingId: string })[]>(
      `select v.pairing_id as "pairingId", count(*)::int as done, max(v.visited_on) as "lastOn"
       from pair_visit v join pairing p on p.id = v.pairing_id
       where v.pairing_id = any($1::uuid[]) and v.visited_on <= $2 and p.region_code like any($3::text[]) group by v.pairing_id`,
      [ids, today, scopePatterns(viewer)],
    );
    return alignOne(ids, rows, (row) => row.pairingId).map((row) => row ?? { done: 0, lastOn: null });
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

  /** A page of pairings; `region` and `rank` narrow it beside the filter. */
  async listOf(viewer: Viewer, { region, rank, where, ...request }: PairingRequest): Promise<Connection<Pairing>> {
    const narrowed = allOf(where, region && { region: { under: region } }, rank && { helperRank: { in: rank } });
    return this.list(viewer, { ...request, where: narrowed });
  }
}
