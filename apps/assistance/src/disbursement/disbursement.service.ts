import { assertCan, scopePatterns } from '@nuan/auth';
import { alignMany, alignOne, type Batch, type NestedPage, NestedReader, type NestedRequest } from '@nuan/federation';
import { prepared, rowMapping } from '@nuan/database';
import type { DataSource } from 'typeorm';

import { Disbursement } from './disbursement.entity';
import { DisbursementProblem } from './disbursement-problem.entity';
import { disbursementList } from './disbursement.list';
import { DISTRIBUTED_STATUSES } from './pay-status';

const problems = rowMapping(DisbursementProblem, 'p');

/** Reads payments (救助发放), within the viewer's regions. */
export class DisbursementService extends NestedReader<Disbursement> {
  constructor(db: DataSource) {
    super(db, { entity: Disbursement, action: 'disbursement:read', list: disbursementList, alias: 'd' });
  }

  /** A page of each household's payments, newest first, in one statement; index-aligned. */
  readonly loadByHousehold: Batch<string, NestedPage<Disbursement>, NestedRequest> = (viewer, householdIds, request) =>
    this.selectPages(
      viewer,
      householdIds,
      { parent: 'household_id', order: 'filed_at', orderType: 'timestamptz', isDescending: true },
      request,
    );

  /** How many payments each household has, in any state, in one statement; index-aligned. */
  readonly countByHousehold: Batch<string, number> = (viewer, householdIds) =>
    this.countUnder(viewer, householdIds, 'household_id');

  /** Fen paid to each household in a calendar year (Asia/Shanghai), or ever when it is null, in one statement; index-aligned. */
  readonly loadAidTotal: Batch<string, bigint, { readonly year: number | null }> = async (
    viewer,
    householdIds,
    { year },
  ) => {
    assertCan(viewer, 'disbursement:read');
    const rows = await this.db.query<{ id: string; total: string }[]>(
      prepared(`select household_id as id, sum(amount_fen)::bigint as total from disbursement
       where household_id = any($1::uuid[]) and region_code like any($2::text[]) and status = any($3::text[])
         and ($4::int is null or extract(year from (paid_at at time zone 'Asia/Shanghai'))::int = $4)
       group by household_id`),
      [householdIds, scopePatterns(viewer), DISTRIBUTED_STATUSES, year],
    );
    return alignOne(householdIds, rows, (row) => row.id).map((row) => BigInt(row?.total ?? 0));
  };

  /** The payment that answers each request, one that was neither released nor reversed, in one statement; index-aligned. */
  readonly loadByRequest: Batch<string, Disbursement | null> = async (viewer, requestIds) =>
    alignOne(
      requestIds,
      await this.select(
        viewer,
        `d.request_id = any($1::uuid[]) and d.status not in ('RELEASED','REVERSED')`,
        requestIds,
      ),
      (payment) => payment.requestId ?? '',
    );

  /** Open problems of each payment, by rule, in one statement; index-aligned with payments that the viewer has been given. */
  readonly loadProblems: Batch<string, DisbursementProblem[]> = async (viewer, ids) => {
    assertCan(viewer, 'disbursement:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${problems.columns} from disbursement_problem p join disbursement d on d.id = p.disbursement_id
       where p.disbursement_id = any($1::uuid[]) and p.resolved_at is null and d.region_code like any($2::text[]) order by p.rule`,
      [ids, scopePatterns(viewer)],
    );
    return alignMany(ids, rows.map(problems.map), (problem) => problem.disbursementId);
  };
}
