import { FaultError } from '@nuan/errors';
import type { ActTransaction, Job, JobHandler, JobStep } from '@nuan/facts';

import { approveDisbursements } from '../disbursement/disbursement-approval';
import { RELEASABLE, releaseDisbursements } from '../disbursement/disbursement-release';
import { reserveDisbursements } from '../disbursement/disbursement-reservation';
import { sendDisbursements } from '../disbursement/disbursement-sending';
import { DisbursementSettlement, settleBatches } from '../disbursement/disbursement-settlement';
import { validateDisbursements } from '../disbursement/disbursement-validation';
import { PayStatus } from '../disbursement/pay-status';
import { fillBatch, REGISTER_START } from './batch-filling';
import type { BatchStatus } from './batch-status';
import type { BatchMoney } from './paying-allocations';
import { paymentBatchMachine } from './payment-batch.machine';

/** Lines that one act moves: 128,000 of them are 26 acts of about a second each. */
export const LINES_AT_ONCE = 5_000;

/** A batch as its jobs read it, locked. */
interface LockedBatch extends BatchMoney {
  readonly id: string;
  readonly status: BatchStatus;
  readonly approved_by: string | null;
  readonly approved_at: Date | null;
  readonly second_approved_by: string | null;
  readonly second_approved_at: Date | null;
  readonly cancel_reason: string | null;
}

type BatchEvent = (typeof paymentBatchMachine.transitions)[number]['event'];

/** One kind of long work on the lines of a batch. */
interface LineWork {
  readonly kind: string;
  /** Ends the state that the batch is in while the job runs; null for work that leaves its state to the lines. */
  readonly finish: BatchEvent | null;
  /** States of the lines that it moves. */
  readonly states: readonly PayStatus[];
  /** What else must hold of a line, in SQL over `disbursement`. */
  readonly only?: string;
  /** Moves some lines; how many of them stay behind with a problem. */
  move(tx: ActTransaction, ids: readonly string[], batch: LockedBatch): Promise<number>;
  /** How it ends after the last lines, where that is not always `finish`. */
  outcome?(tx: ActTransaction, batchId: string): Promise<BatchEvent>;
  /** After the last lines, in their act. */
  end?(tx: ActTransaction, batchId: string): Promise<void>;
}

/** What the bank contradicts itself on waits until that is cleared up: it may have been paid. */
const BANK_AGREES = `and not exists (select from bank_anomaly a where a.disbursement_id = disbursement.id and a.status = 'OPEN'
  and a.kind in ('LATE','CONFLICTING_RESULT','AMOUNT_MISMATCH'))`;

const WORKS: readonly LineWork[] = [
  {
    kind: 'batch.validate',
    finish: 'FINISH_VALIDATION',
    states: [PayStatus.DRAFT],
    move: async (tx, ids) => (await validateDisbursements(tx, ids)).refused,
  },
  {
    kind: 'batch.reserve',
    finish: 'FINISH_RESERVATION',
    states: [PayStatus.VALIDATED],
    move: async (tx, ids) => (await reserveDisbursements(tx, ids)).refused,
    end: async (tx, batchId) => void (await countReserved(tx, batchId)),
  },
  {
    kind: 'batch.retry',
    finish: 'FINISH_RESERVATION',
    states: [PayStatus.FAILED],
    only: BANK_AGREES,
    move: async (tx, ids) => (await reserveDisbursements(tx, ids, PayStatus.FAILED)).refused,
    outcome: endRetry,
  },
  {
    kind: 'batch.approve',
    finish: 'FINISH_APPROVAL',
    states: [PayStatus.RESERVED],
    only: BANK_AGREES,
    move: async (tx, ids, batch) => {
      if (batch.approved_by === null || batch.approved_at === null)
        throw new FaultError('a batch is being approved by nobody');
      await approveDisbursements(tx, ids, {
        approvedBy: batch.approved_by,
        approvedAt: batch.approved_at,
        secondApprovedBy: batch.second_approved_by,
        secondApprovedAt: batch.second_approved_at,
      });
      return 0;
    },
  },
  {
    kind: 'batch.send',
    finish: 'FINISH_SENDING',
    states: [PayStatus.APPROVED],
    only: BANK_AGREES,
    move: async (tx, ids) => (await sendDisbursements(tx, ids)).held,
    end: (tx, batchId) => settleBatches(tx, [batchId]),
  },
  {
    // The batch is settled with its last line.
    kind: 'batch.deliver',
    finish: null,
    states: [PayStatus.SENT],
    move: async (tx, ids) => {
      await new DisbursementSettlement().markPaid(
        tx,
        ids.map((disbursementId) => ({ disbursementId, bankRef: null })),
      );
      return 0;
    },
  },
  {
    kind: 'batch.cancel',
    finish: 'FINISH_CANCELLATION',
    states: RELEASABLE,
    only: BANK_AGREES,
    move: async (tx, ids, batch) => {
      await releaseDisbursements(tx, ids, batch.cancel_reason ?? '');
      return 0;
    },
  },
];

/** The long work of batches, each kind a handler of its own. */
export function batchJobs(linesAtOnce = LINES_AT_ONCE): readonly JobHandler[] {
  return [new FillingHandler(linesAtOnce), ...WORKS.map((work) => new LineHandler(work, linesAtOnce))];
}

/** Moves the lines of a batch in the order of their positions, so many in one act: ledger, caps, problems and audit with them. */
class LineHandler implements JobHandler {
  readonly kind: string;

  constructor(
    private readonly work: LineWork,
    private readonly linesAtOnce: number,
  ) {
    this.kind = work.kind;
  }

  async step(tx: ActTransaction, job: Job): Promise<JobStep> {
    const batch = await lockBatch(tx, job.subjectId);
    const after = Number(job.cursor?.['position'] ?? 0);
    const lines = await tx.query<{ id: string; position: number }[]>(
      `select id, position from disbursement where batch_id = $1 and position > $2 and status = any($3::text[]) ${this.work.only ?? ''}
       order by position limit $4`,
      [batch.id, after, this.work.states, this.linesAtOnce],
    );
    const behind =
      lines.length === 0
        ? 0
        : await this.work.move(
            tx,
            lines.map(({ id }) => id),
            batch,
          );
    const finished = lines.length < this.linesAtOnce;
    if (finished) await this.end(tx, batch);
    tx.note({ lines: lines.length, behind, from: after + 1, to: lines.at(-1)?.position ?? after });
    const cursor = { position: lines.at(-1)?.position ?? after };
    return { cursor, done: job.done + lines.length, failed: job.failed + behind, finished };
  }

  /** A job that can't go on leaves the batch as far as it came; its maker sees why and decides. */
  async failed(tx: ActTransaction, job: Job): Promise<void> {
    await this.end(tx, await lockBatch(tx, job.subjectId));
  }

  private async end(tx: ActTransaction, batch: LockedBatch): Promise<void> {
    const event = (await this.work.outcome?.(tx, batch.id)) ?? this.work.finish;
    if (event !== null) await finishStep(tx, batch, event);
    await this.work.end?.(tx, batch.id);
  }
}

/** Makes the lines of a batch by its rule, from the register of its campaign. */
class FillingHandler implements JobHandler {
  readonly kind = 'batch.fill';

  constructor(private readonly linesAtOnce: number) {}

  async step(tx: ActTransaction, job: Job): Promise<JobStep> {
    const batch = await lockBatch(tx, job.subjectId);
    const { regionCode, beneficiaryId } = REGISTER_START;
    const after = {
      regionCode: String(job.cursor?.['regionCode'] ?? regionCode),
      beneficiaryId: String(job.cursor?.['beneficiaryId'] ?? beneficiaryId),
    };
    const { seen, made, paidBefore, last } = await fillBatch(tx, batch, after, this.linesAtOnce);
    const finished = seen < this.linesAtOnce;
    if (finished) await finishStep(tx, batch, 'FINISH_FILLING');
    tx.note({ seen, made, paidBefore });
    const leftOut = seen - made - paidBefore;
    return {
      cursor: { ...(last ?? after) },
      done: job.done + seen,
      failed: job.failed + leftOut,
      finished,
      ...(job.failed + leftOut > 0 && { message: 'For some, no step of the rule fits or no allocation pays.' }),
    };
  }

  async failed(tx: ActTransaction, job: Job): Promise<void> {
    await finishStep(tx, await lockBatch(tx, job.subjectId), 'FINISH_FILLING');
  }
}

async function lockBatch(tx: ActTransaction, id: string): Promise<LockedBatch> {
  const [batch] = await tx.query<LockedBatch[]>('select * from payment_batch where id = $1 for update', [id]);
  if (!batch) throw new FaultError('a job names a batch that is not there');
  tx.about('PaymentBatch', id);
  return batch;
}

async function finishStep(tx: ActTransaction, { id, status }: LockedBatch, event: BatchEvent): Promise<void> {
  const to = paymentBatchMachine.target(status, event);
  if (to === null) throw new FaultError(`a batch in ${status} has no running step to end by ${event}`);
  await tx.query(
    `update payment_batch set status = $2, version = version + 1, settled_at = case $2 when 'SETTLED' then $3::timestamptz end where id = $1`,
    [id, to, tx.now],
  );
}

/** What is presented for approval: the lines that hold money now. Returns how many they are. */
async function countReserved(tx: ActTransaction, batchId: string): Promise<number> {
  await tx.query(
    `update payment_batch b set reserved_count = r.count, reserved_fen = r.fen
     from (select count(*)::int as count, coalesce(sum(amount_fen), 0)::bigint as fen from disbursement
       where batch_id = $1 and status = 'RESERVED') r
     where b.id = $1`,
    [batchId],
  );
  const [batch] = await tx.query<{ count: number }[]>(
    'select reserved_count as count from payment_batch where id = $1',
    [batchId],
  );
  return batch?.count ?? 0;
}

/** A retry in which nothing got money leaves the batch as settled as it was; otherwise it is approved and sent anew. */
async function endRetry(tx: ActTransaction, batchId: string): Promise<BatchEvent> {
  if ((await countReserved(tx, batchId)) === 0) return 'FINISH_IN_VAIN';
  await tx.query(
    `update payment_batch set approved_by = null, approved_at = null, second_approved_by = null, second_approved_at = null, sent_by = null,
       sent_at = null where id = $1`,
    [batchId],
  );
  return 'FINISH_RESERVATION';
}
