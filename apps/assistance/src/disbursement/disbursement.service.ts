import { assertCan, type Viewer } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import type { Batch, Connection, ListRequest } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { alignMany, alignOne } from '../batch-alignment';
import { likePatterns } from '../viewer-scope';
import type { Disbursement } from './disbursement.entity';
import { disbursementList } from './disbursement.list';
import { DISBURSEMENT_COLUMNS, toDisbursement } from './disbursement.row';
import { decodePosition, type HouseholdPaymentPage } from './household-disbursements';
import { DISTRIBUTED_STATUSES } from './pay-status';

type Row = Record<string, unknown>;

/** Reads payments (救助发放), within the viewer's regions. */
export class DisbursementService {
  constructor(private readonly db: DataSource) {}

  /** Payments by id in one statement; index-aligned, null for an id that is unknown or outside the viewer's regions. */
  readonly loadMany: Batch<string, Disbursement | null> = async (viewer, ids) => {
    assertCan(viewer, 'disbursement:read');
    const sql = `select ${DISBURSEMENT_COLUMNS} from disbursement d where d.id = any($1::uuid[]) and d.region_code like any($2::text[])`;
    const rows = await this.db.query<Row[]>(sql, [ids, likePatterns(viewer)]);
    return alignOne(ids, rows.map(toDisbursement), (payment) => payment.id);
  };

  /** A page of each household's payments, newest first, in one statement; index-aligned. */
  readonly loadByHousehold: Batch<
    string,
    HouseholdPaymentPage,
    { readonly first: number; readonly after: string | null }
  > = async (viewer, householdIds, { first, after }) => {
    assertCan(viewer, 'disbursement:read');
    const position = after === null ? null : decodePosition(after);
    const rows = await this.db.query<Row[]>(
      `select ${DISBURSEMENT_COLUMNS}, d.filed_at::text as position_at
       from unnest($1::uuid[]) wanted (id)
       cross join lateral (
         select * from disbursement p where p.household_id = wanted.id and p.region_code like any($2::text[])
           and ($3::timestamptz is null or (p.filed_at, p.id) < ($3::timestamptz, $4::uuid))
         order by p.filed_at desc, p.id desc limit $5) d
       order by d.filed_at desc, d.id desc`,
      [householdIds, likePatterns(viewer), position?.filedAt ?? null, position?.id ?? null, first + 1],
    );
    return alignMany(householdIds, rows, (row) => String(row['householdId'])).map((found) => ({
      payments: found.slice(0, first).map(({ position_at: filedAt, ...row }) => ({
        payment: toDisbursement(row),
        position: { filedAt: String(filedAt), id: String(row['id']) },
      })),
      hasNextPage: found.length > first,
    }));
  };

  /** How many payments each household has, in any state, in one statement; index-aligned. */
  readonly countByHousehold: Batch<string, number> = async (viewer, householdIds) => {
    assertCan(viewer, 'disbursement:read');
    const rows = await this.db.query<{ id: string; count: number }[]>(
      `select household_id as id, count(*)::int as count from disbursement
       where household_id = any($1::uuid[]) and region_code like any($2::text[]) group by household_id`,
      [householdIds, likePatterns(viewer)],
    );
    return alignOne(householdIds, rows, (row) => row.id).map((row) => row?.count ?? 0);
  };

  /** Fen paid to each household in a calendar year (Asia/Shanghai), or ever when it is null, in one statement; index-aligned. */
  readonly loadAidTotal: Batch<string, bigint, { readonly year: number | null }> = async (
    viewer,
    householdIds,
    { year },
  ) => {
    assertCan(viewer, 'disbursement:read');
    const rows = await this.db.query<{ id: string; total: string }[]>(
      `select household_id as id, sum(amount_fen)::bigint as total from disbursement
       where household_id = any($1::uuid[]) and region_code like any($2::text[]) and status = any($3::text[])
         and ($4::int is null or extract(year from (paid_at at time zone 'Asia/Shanghai'))::int = $4)
       group by household_id`,
      [householdIds, likePatterns(viewer), DISTRIBUTED_STATUSES, year],
    );
    return alignOne(householdIds, rows, (row) => row.id).map((row) => BigInt(row?.total ?? 0));
  };

  /**
   * One payment.
   *
   * @throws NotFoundError when the id is unknown or outside the viewer's regions.
   */
  async get(viewer: Viewer, id: string): Promise<Disbursement> {
    const [payment] = await this.loadMany(viewer, [id].filter(isUuid), undefined);
    if (!payment) throw new NotFoundError('Disbursement', id);
    return payment;
  }

  /** A page of payments. */
  async list(viewer: Viewer, request: ListRequest): Promise<Connection<Disbursement>> {
    assertCan(viewer, 'disbursement:read');
    return disbursementList.page(this.db, viewer, request, { select: DISBURSEMENT_COLUMNS, map: toDisbursement });
  }
}
