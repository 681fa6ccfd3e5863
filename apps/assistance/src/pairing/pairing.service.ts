import { assertCan, readScope, type Viewer } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import type { Batch, Connection, ListRequest, WhereInput } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { alignMany, alignOne } from '../batch-alignment';
import type { HelperRank } from './helper-rank';
import { PairVisit } from './pair-visit.entity';
import { Pairing } from './pairing.entity';
import { pairingList } from './pairing.list';
import type { VisitSummary } from './visit-duty';

const PAIRING_COLUMNS = `p.id, p.household_id as "householdId", p.region_code as "regionCode", p.union_id as "unionId",
  p.helper_name as "helperName", p.helper_rank as "helperRank", p.unit_name as "unitName", p.is_primary as "isPrimary",
  p.starts_on as "startsOn", p.ends_on as "endsOn", p.version`;

const toPairing = (row: object): Pairing => Object.assign(new Pairing(), row);
const toVisit = (row: object): PairVisit => Object.assign(new PairVisit(), row);

/** What `Query.pairings` narrows by beside its filter. */
export interface PairingRequest extends ListRequest {
  /** Region and everything below it. */
  readonly region?: string | undefined;
  readonly rank?: readonly HelperRank[] | undefined;
}

/** Reads pairings (结对帮扶) and their visits, within the viewer's regions. */
export class PairingService {
  constructor(private readonly db: DataSource) {}

  /** Pairings by id in one statement; index-aligned, null for an id that is unknown or outside the viewer's regions. */
  readonly loadMany: Batch<string, Pairing | null> = async (viewer, ids) => {
    const pairings = await this.select(viewer, 'p.id = any($1::uuid[])', ids);
    return alignOne(ids, pairings, (pairing) => pairing.id);
  };

  /** The active primary pairing of each household in one statement; index-aligned, null for a household without a helper. */
  readonly loadHelper: Batch<string, Pairing | null> = async (viewer, householdIds) => {
    const condition = 'p.household_id = any($1::uuid[]) and p.is_primary and p.ends_on is null';
    const pairings = await this.select(viewer, condition, householdIds);
    return alignOne(householdIds, pairings, (pairing) => pairing.householdId);
  };

  /** How many visits each pairing has had by a day, and the last one, in one statement; index-aligned. */
  readonly loadVisitSummary: Batch<string, VisitSummary, { readonly today: LocalDate }> = async (viewer, ids, { today }) => {
    assertCan(viewer, 'pairing:read');
    const rows = await this.db.query<(VisitSummary & { pairingId: string })[]>(
      `select v.pairing_id as "pairingId", count(*)::int as done, max(v.visited_on) as "lastOn"
       from pair_visit v join pairing p on p.id = v.pairing_id
       where v.pairing_id = any($1::uuid[]) and v.visited_on <= $2 and p.region_code like any($3::text[]) group by v.pairing_id`,
      [ids, today, patterns(viewer)],
    );
    return alignOne(ids, rows, (row) => row.pairingId).map((row) => row ?? { done: 0, lastOn: null });
  };

  /** The latest `first` visits of each pairing in one statement, newest first; index-aligned. */
  readonly loadVisits: Batch<string, readonly PairVisit[], { readonly first: number }> = async (viewer, ids, { first }) => {
    assertCan(viewer, 'pairing:read');
    const rows = await this.db.query<object[]>(
      `select v.id, v.pairing_id as "pairingId", v.visited_on as "visitedOn", v.finding
       from unnest($1::uuid[]) wanted(id) join pairing p on p.id = wanted.id and p.region_code like any($2::text[])
       cross join lateral (select * from pair_visit v where v.pairing_id = p.id order by v.visited_on desc limit $3) v
       order by v.visited_on desc, v.id`,
      [ids, patterns(viewer), first],
    );
    return alignMany(ids, rows.map(toVisit), (visit) => visit.pairingId);
  };

  /**
   * One pairing.
   *
   * @throws NotFoundError when the id is unknown or outside the viewer's regions.
   */
  async get(viewer: Viewer, id: string): Promise<Pairing> {
    const [pairing] = await this.loadMany(viewer, [id], undefined);
    if (!pairing) throw new NotFoundError('Pairing', id);
    return pairing;
  }

  /** A page of pairings; `region` and `rank` narrow it beside the filter. */
  async list(viewer: Viewer, { region, rank, where, ...request }: PairingRequest): Promise<Connection<Pairing>> {
    assertCan(viewer, 'pairing:read');
    const and: WhereInput[] = [where ?? {}];
    if (region) and.push({ region: { under: region } });
    if (rank) and.push({ helperRank: { in: rank } });
    return pairingList.page(this.db, viewer, { ...request, where: { and } }, { select: PAIRING_COLUMNS, map: toPairing });
  }

  private async select(viewer: Viewer, condition: string, keys: readonly string[]): Promise<Pairing[]> {
    assertCan(viewer, 'pairing:read');
    const rows = await this.db.query<object[]>(
      `select ${PAIRING_COLUMNS} from pairing p where ${condition} and p.region_code like any($2::text[])`,
      [keys, patterns(viewer)],
    );
    return rows.map(toPairing);
  }
}

function patterns(viewer: Viewer): string[] {
  return readScope(viewer).map((prefix) => `${prefix}%`);
}
