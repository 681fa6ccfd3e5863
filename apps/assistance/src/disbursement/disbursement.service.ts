import { assertCan, scopePatterns } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import {
  alignMany,
  alignOne,
  type Batch,
  type CursorPosition,
  decodeCursor,
  encodeCursor,
  listDigest,
  PageInfo,
  RegionalReader,
} from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { Disbursement } from './disbursement.entity';
import { disbursementList } from './disbursement.list';
import { DISTRIBUTED_STATUSES } from './pay-status';

const payments = rowMapping(Disbursement, 'd');

/** Cursors of a household's payments: of no other list, and good for any household. */
const HOUSEHOLD_PAYMENTS = listDigest(['Household.disbursements']);

/** One page of the payments of one household, newest first. */
export interface HouseholdPaymentPage {
  readonly edges: readonly { readonly cursor: string; readonly node: Disbursement }[];
  readonly pageInfo: PageInfo;
}

/** Which page of each household's payments is wanted. */
export interface HouseholdPaymentRequest {
  readonly first: number;
  readonly after: string | null;
}

/** Reads payments (救助发放), within the viewer's regions. */
export class DisbursementService extends RegionalReader<Disbursement> {
  constructor(db: DataSource) {
    super(db, { entity: Disbursement, action: 'disbursement:read', list: disbursementList, alias: 'd' });
  }

  /** A page of each household's payments, newest first, in one statement; index-aligned. */
  readonly loadByHousehold: Batch<string, HouseholdPaymentPage, HouseholdPaymentRequest> = async (
    viewer,
    householdIds,
    { first, after },
  ) => {
    assertCan(viewer, 'disbursement:read');
    const position = after === null ? null : decodeCursor(after, HOUSEHOLD_PAYMENTS, 1);
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${payments.columns}, d.filed_at::text as position_at
       from unnest($1::uuid[]) wanted (id)
       cross join lateral (
         select * from disbursement p where p.household_id = wanted.id and p.region_code like any($2::text[])
           and ($3::timestamptz is null or (p.filed_at, p.id) < ($3::timestamptz, $4::uuid))
         order by p.filed_at desc, p.id desc limit $5) d
       order by d.filed_at desc, d.id desc`,
      [householdIds, scopePatterns(viewer), position?.values[0] ?? null, position?.id ?? null, first + 1],
    );
    return alignMany(householdIds, rows, (row) => String(row['householdId'])).map((found) =>
      pageOf(found, first, position),
    );
  };

  /** How many payments each household has, in any state, in one statement; index-aligned. */
  readonly countByHousehold: Batch<string, number> = async (viewer, householdIds) => {
    assertCan(viewer, 'disbursement:read');
    const rows = await this.db.query<{ id: string; count: number }[]>(
      `select household_id as id, count(*)::int as count from disbursement
       where household_id = any($1::uuid[]) and region_code like any($2::text[]) group by household_id`,
      [householdIds, scopePatterns(viewer)],
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
      [householdIds, scopePatterns(viewer), DISTRIBUTED_STATUSES, year],
    );
    return alignOne(householdIds, rows, (row) => row.id).map((row) => BigInt(row?.total ?? 0));
  };
}

function pageOf(
  rows: readonly Record<string, unknown>[],
  first: number,
  after: CursorPosition | null,
): HouseholdPaymentPage {
  const edges = rows.slice(0, first).map((row) => {
    const node = payments.map(row);
    return { cursor: encodeCursor(HOUSEHOLD_PAYMENTS, { values: [String(row['position_at'])], id: node.id }), node };
  });
  const pageInfo = Object.assign(new PageInfo(), {
    hasNextPage: rows.length > first,
    hasPreviousPage: after !== null,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  });
  return { edges, pageInfo };
}
