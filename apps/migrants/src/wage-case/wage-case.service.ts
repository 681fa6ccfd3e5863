import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { alignMany, alignOne, type Batch, RegionalReader } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { WageCase } from './wage-case.entity';
import { wageCaseList } from './wage-case.list';
import { OPEN_WAGE_STATES } from './wage-deadline';
import { WageCaseWorker } from './wage-case-worker.entity';
import { WagePayment } from './wage-payment.entity';
import type { OpenWages } from './wage-risk';

const payments = rowMapping(WagePayment, 'p');
const named = rowMapping(WageCaseWorker, 'n');

interface OpenWagesRow {
  readonly enterpriseId: string;
  readonly openCases: number;
  readonly owedFen: string;
  readonly recoveredFen: string;
  readonly nextDeadlineOn: LocalDate;
}

const NO_OPEN_WAGES: OpenWages = { openCases: 0, owedFen: 0n, recoveredFen: 0n, nextDeadlineOn: null };

/** Reads wage-arrears cases (欠薪案件). */
export class WageCaseService extends RegionalReader<WageCase> {
  constructor(db: DataSource) {
    super(db, { entity: WageCase, action: 'wageCase:read', list: wageCaseList, alias: 'w' });
  }

  /** The latest `first` cases that name each worker, newest first, in one statement; index-aligned. */
  readonly loadByWorker: Batch<string, readonly WageCase[], { readonly first: number }> = (
    viewer,
    workerIds,
    { first },
  ) =>
    this.selectFirst(viewer, workerIds, {
      keyType: 'uuid',
      from: 'wage_case_worker ww join wage_case w on w.id = ww.wage_case_id',
      condition: 'ww.worker_id = wanted.key',
      order: 'w.reported_on desc, w.id',
      first,
    });

  /** The `first` cases that each inspection found, in order of their number, in one statement; index-aligned. */
  readonly loadByInspection: Batch<string, readonly WageCase[], { readonly first: number }> = (
    viewer,
    inspectionIds,
    { first },
  ) =>
    this.selectFirst(viewer, inspectionIds, {
      keyType: 'uuid',
      condition: 'w.inspection_id = wanted.key',
      order: 'w.case_no',
      first,
    });

  /** The payments of each case in one statement, oldest first; index-aligned. */
  readonly loadPayments: Batch<string, readonly WagePayment[]> = async (viewer, caseIds) => {
    assertCan(viewer, 'wageCase:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${payments.columns} from wage_payment p join wage_case w on w.id = p.wage_case_id
       where p.wage_case_id = any($1::uuid[]) and w.region_code like any($2::text[]) order by p.recovered_after_fen`,
      [caseIds, scopePatterns(viewer)],
    );
    return alignMany(caseIds, rows.map(payments.map), (payment) => payment.wageCaseId);
  };

  /** The `first` workers whom each case names, to whom most is owed first, in one statement; index-aligned. */
  readonly loadNamed: Batch<string, readonly WageCaseWorker[], { readonly first: number }> = async (
    viewer,
    caseIds,
    { first },
  ) => {
    assertCan(viewer, 'wageCase:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${named.columns} from wage_case w cross join lateral (
         select * from wage_case_worker own where own.wage_case_id = w.id order by own.owed_fen desc nulls last, own.worker_id limit $3) n
       where w.id = any($1::uuid[]) and w.region_code like any($2::text[]) order by n.owed_fen desc nulls last, n.worker_id`,
      [caseIds, scopePatterns(viewer), first],
    );
    return alignMany(caseIds, rows.map(named.map), ({ wageCaseId }) => wageCaseId);
  };

  /**
   * The case of a payment that the viewer has just written.
   *
   * @throws NotFoundError when the payment is unknown or its case outside the viewer's write regions.
   */
  async ofPayment(viewer: Viewer, paymentId: string): Promise<WageCase> {
    const sql = 'select wage_case_id as "caseId" from wage_payment where id = $1';
    const [row] = await this.db.query<{ caseId: string }[]>(sql, [paymentId]);
    if (!row) throw new NotFoundError('WagePayment', paymentId);
    return this.written(viewer, row.caseId);
  }

  /** The open cases of each enterprise, summed, in one statement; index-aligned. */
  readonly loadOpenWages: Batch<string, OpenWages> = async (viewer, enterpriseIds) => {
    assertCan(viewer, 'wageCase:read');
    const rows = await this.db.query<OpenWagesRow[]>(
      `select w.enterprise_id as "enterpriseId", count(*)::int as "openCases", sum(w.owed_fen)::text as "owedFen",
         sum(w.recovered_fen)::text as "recoveredFen", min(w.deadline_on) as "nextDeadlineOn"
       from wage_case w
       where w.enterprise_id = any($1::uuid[]) and w.state = any($2::text[]) and w.region_code like any($3::text[])
       group by w.enterprise_id`,
      [enterpriseIds, OPEN_WAGE_STATES, scopePatterns(viewer)],
    );
    return alignOne(enterpriseIds, rows, (row) => row.enterpriseId).map((row) =>
      row ? { ...row, owedFen: BigInt(row.owedFen), recoveredFen: BigInt(row.recoveredFen) } : NO_OPEN_WAGES,
    );
  };
}
