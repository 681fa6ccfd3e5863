import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { beyondRegions, rowMapping } from '@nuan/database';
import { loadProgress } from '@nuan/facts';
import { alignMany, type Batch, type Connection, type Progress, progressOf, RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { DisbursementProblem } from '../disbursement/disbursement-problem.entity';
import { PayStatus } from '../disbursement/pay-status';
import { BatchOutcome } from './batch-outcome';
import { PaymentBatch } from './payment-batch.entity';
import { batchProblemList, paymentBatchList } from './payment-batch.list';

const problems = rowMapping(DisbursementProblem, 'p');

interface OutcomeRow {
  readonly batchId: string;
  readonly status: PayStatus;
  readonly count: number;
  readonly fen: string;
  readonly heldBack: number;
}

const ORDER = Object.values(PayStatus);

/** Reads batches of payments (发放批次), within the viewer's regions. */
export class PaymentBatchService extends RegionalReader<PaymentBatch> {
  constructor(db: DataSource) {
    super(db, { entity: PaymentBatch, action: 'disbursement:read', list: paymentBatchList, alias: 'b' });
  }

  /** How far the latest long step of each batch is, in one statement; index-aligned, null where there was none. */
  readonly loadProgress: Batch<string, Progress | null> = async (viewer, ids) => {
    assertCan(viewer, 'disbursement:read');
    return (await loadProgress(this.db, ids)).map(progressOf);
  };

  /**
   * Lines of each batch by state, in the order of the states, in one statement; index-aligned with batches that the viewer has been given.
   * All of its lines are counted, as the batch itself counts them.
   */
  readonly loadOutcomes: Batch<string, BatchOutcome[]> = async (viewer, ids) => {
    assertCan(viewer, 'disbursement:read');
    const rows = await beyondRegions('lines of a batch may be paid by other unions', () =>
      this.db.query<OutcomeRow[]>(
        `select d.batch_id as "batchId", d.status, count(*)::int as count, sum(d.amount_fen)::text as fen, count(p.disbursement_id)::int as "heldBack"
       from disbursement d
         left join (select distinct batch_id, disbursement_id from disbursement_problem where batch_id = any($1::uuid[]) and resolved_at is null) p
           on p.disbursement_id = d.id
       where d.batch_id = any($1::uuid[]) and d.region_code like any($2::text[]) group by d.batch_id, d.status`,
        [ids, scopePatterns(viewer)],
      ),
    );
    return alignMany(ids, rows, ({ batchId }) => batchId).map((group) =>
      [...group]
        .sort((left, right) => ORDER.indexOf(left.status) - ORDER.indexOf(right.status))
        .map(({ status, count, fen, heldBack }) =>
          Object.assign(new BatchOutcome(), { status, count, amount: BigInt(fen), heldBack }),
        ),
    );
  };

  /** A page of the open problems of a batch that the viewer has been given, by rule and line. */
  async listProblems(
    viewer: Viewer,
    batchId: string,
    page: { readonly first: number; readonly after?: string | null | undefined },
  ): Promise<Connection<DisbursementProblem>> {
    assertCan(viewer, 'disbursement:read');
    const where = { batchId: { eq: batchId }, resolvedAt: { isNull: true } };
    return batchProblemList.page(this.db, viewer, { ...page, where }, { select: problems.columns, map: problems.map });
  }
}
