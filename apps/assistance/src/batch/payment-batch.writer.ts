import { type Action, assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import { ofReadUnions, ofWriteUnions } from '@nuan/database';
import { ConflictError, InvalidInputError, NotFoundError } from '@nuan/errors';
import { type Acts, type ActTransaction, startJob } from '@nuan/facts';
import {
  assertWritesForUnion,
  lockRow,
  moveState,
  type Refusal,
  RuleBroken,
  TransitionRefused,
} from '@nuan/federation';
import { DeliveryMode, newId, regionPrefix } from '@nuan/kernel';

import { assertAnother, assertWithinLimit, type Officers } from '../disbursement/approval-rule';
import { assertAmount, assertCampaign, assertKind } from '../disbursement/disbursement-filing';
import { assertPaysAll } from '../disbursement/paying-unions';
import type { AmountRule } from './amount-rule';
import { addLines, type BatchOfLines } from './batch-line.writer';
import { BatchStatus } from './batch-status';
import type { PaymentBatch } from './payment-batch.entity';
import type {
  AddBatchLinesInput,
  BatchStepInput,
  CancelBatchInput,
  CreatePaymentBatchInput,
} from './payment-batch.inputs';
import { paymentBatchMachine } from './payment-batch.machine';
import type { PaymentBatchService } from './payment-batch.service';

type BatchEvent = (typeof paymentBatchMachine.transitions)[number]['event'];

interface LockedBatch extends BatchOfLines {
  readonly status: BatchStatus;
  readonly mode: DeliveryMode;
  readonly line_count: number;
  readonly filed_by: string;
  readonly approved_by: string | null;
  readonly second_approved_by: string | null;
}

/** Writes batches of payments (发放批次). Long steps are begun here and done by jobs, line by line in the order of positions. */
export class PaymentBatchWriter {
  constructor(
    private readonly acts: Acts,
    private readonly batches: PaymentBatchService,
  ) {}

  /** Makes a batch; with an amount rule its lines are made by a job. The same key is the same batch. */
  async create(viewer: Viewer, input: CreatePaymentBatchInput): Promise<PaymentBatch | Refusal> {
    assertCan(viewer, 'batch:file');
    assertMayWrite(viewer, input.regionCode, 'batch:file');
    const { idempotencyKey: key, ...request } = input;
    const amounts = request.amounts?.map((step) => ({ ...step, amount: String(step.amount) })) ?? null;
    return this.acts.once<PaymentBatch, Refusal>(
      viewer,
      'batch.create',
      { key, request: { ...request, amounts } },
      (tx) => insertBatch(tx, input),
      (id) => this.batches.get(viewer, id),
    );
  }

  /** Adds payments to a batch that is being drawn up: all of them or none; lines that are there already are passed over. */
  async addLines(viewer: Viewer, { batchId, lines }: AddBatchLinesInput): Promise<PaymentBatch | Refusal> {
    assertCan(viewer, 'batch:file');
    return this.perform(viewer, 'batch.addLines', async (tx) => {
      const target = { table: 'payment_batch', entity: 'PaymentBatch', id: batchId, expectedVersion: null };
      const batch = await lockRow<LockedBatch>(tx, target);
      await assertPaysAll(tx, 'BATCH', batch.id, { field: 'batchId', action: 'batch:file' });
      if (batch.status !== BatchStatus.DRAFT)
        tx.refuse(new TransitionRefused(paymentBatchMachine, batch.status, 'ADD_LINES'));
      tx.note({ added: await addLines(tx, batch, lines) });
      return batch.id;
    });
  }

  /** Has every draft of a batch checked. */
  async validate(viewer: Viewer, step: BatchStepInput): Promise<PaymentBatch | Refusal> {
    assertCan(viewer, 'batch:file');
    return this.begin(viewer, step, 'VALIDATE', 'batch.validate');
  }

  /** Has the money of every checked line set aside, in the order of the lines until it ends. */
  async reserve(viewer: Viewer, step: BatchStepInput): Promise<PaymentBatch | Refusal> {
    assertCan(viewer, 'batch:file');
    return this.begin(viewer, step, 'RESERVE', 'batch.reserve');
  }

  /**
   * Approves what a batch presents, within the limit of the viewer's level for the largest payment and for the sum; cash is
   * approved once a second person has, too.
   */
  async approve(viewer: Viewer, step: BatchStepInput): Promise<PaymentBatch | Refusal> {
    assertCan(viewer, 'batch:approve');
    return this.perform(viewer, 'batch.approve', async (tx) => {
      const batch = await this.move(tx, step, 'APPROVE', 'batch:approve');
      assertAnother(tx, batch, 'APPROVAL');
      await assertNoOwnLine(tx, batch.id, 'APPROVAL');
      await this.assertApprovable(tx, batch);
      const isFirst = batch.approved_by === null;
      const officer = isFirst ? 'approved' : 'second_approved';
      await tx.query(`update payment_batch set ${officer}_by = $2, ${officer}_at = $3 where id = $1`, [
        batch.id,
        viewer.subject,
        tx.now,
      ]);
      if (isFirst && batch.mode === DeliveryMode.CASH) {
        await tx.query('update payment_batch set version = version + 1 where id = $1', [batch.id]);
        tx.note({ approval: 'FIRST_OF_TWO' });
      } else await this.start(tx, batch, BatchStatus.APPROVING, 'batch.approve');
      return batch.id;
    });
  }

  /** Has the approved lines handed over, by someone who neither filed nor approved. */
  async send(viewer: Viewer, step: BatchStepInput): Promise<PaymentBatch | Refusal> {
    assertCan(viewer, 'batch:pay');
    return this.perform(viewer, 'batch.send', async (tx) => {
      const batch = await this.move(tx, step, 'SEND', 'batch:pay');
      assertAnother(tx, batch, 'PAYMENT');
      await assertNoOwnLine(tx, batch.id, 'PAYMENT');
      await tx.query('update payment_batch set sent_by = $2, sent_at = $3 where id = $1', [
        batch.id,
        viewer.subject,
        tx.now,
      ]);
      await this.start(tx, batch, BatchStatus.SENDING, 'batch.send');
      return batch.id;
    });
  }

  /**
   * Has money set aside again for what the bank could not pay (失败重发); the batch is then approved and sent anew, without the
   * lines that are paid. Lines on which the bank contradicts itself stay behind.
   */
  async retry(viewer: Viewer, step: BatchStepInput): Promise<PaymentBatch | Refusal> {
    assertCan(viewer, 'batch:file');
    return this.perform(viewer, 'batch.retry', async (tx) => {
      const batch = await this.move(tx, step, 'RETRY', 'batch:file');
      const [failed] = await tx.query<{ count: number }[]>(
        `select count(*)::int as count from disbursement where batch_id = $1 and status = 'FAILED'`,
        [batch.id],
      );
      if (!failed?.count)
        tx.refuse(new RuleBroken('NOTHING_FAILED', 'id', 'Nothing of the batch waits to be paid again.'));
      await tx.query(
        `update payment_batch set status = 'RESERVING', version = version + 1, settled_at = null where id = $1`,
        [batch.id],
      );
      await startJob(tx, { ...jobOf(batch, 'batch.retry'), total: failed?.count ?? 0 });
      return batch.id;
    });
  }

  /** Confirms that everything of a batch was handed over: goods, vouchers or cash; what the bank pays it confirms itself. */
  async confirmDelivery(viewer: Viewer, step: BatchStepInput): Promise<PaymentBatch | Refusal> {
    assertCan(viewer, 'batch:pay');
    return this.perform(viewer, 'batch.deliver', async (tx) => {
      const batch = await this.move(tx, step, 'SETTLE', 'batch:pay');
      if (batch.mode === DeliveryMode.BANK_CARD || batch.mode === DeliveryMode.PASSBOOK)
        tx.refuse(
          new RuleBroken('BANK_CONFIRMS', 'id', 'Payments to accounts are confirmed by the bank, not by hand.'),
        );
      assertAnother(tx, batch, 'PAYMENT');
      await assertNoOwnLine(tx, batch.id, 'PAYMENT');
      await tx.query('update payment_batch set version = version + 1 where id = $1', [batch.id]);
      await startJob(tx, jobOf(batch, 'batch.deliver'));
      return batch.id;
    });
  }

  /** Gives a batch up that hasn't been handed over: its lines are released, their money is free again. */
  async cancel(viewer: Viewer, { reason, ...step }: CancelBatchInput): Promise<PaymentBatch | Refusal> {
    assertCan(viewer, 'batch:file');
    return this.perform(viewer, 'batch.cancel', async (tx) => {
      const batch = await this.move(tx, step, 'CANCEL', 'batch:file');
      await assertNothingPaid(tx, batch.id);
      await tx.query(
        `update payment_batch set status = 'CANCELLING', version = version + 1, cancelled_by = $2, cancelled_at = $3, cancel_reason = $4
         where id = $1`,
        [batch.id, viewer.subject, tx.now, reason],
      );
      tx.note({ reason });
      await startJob(tx, jobOf(batch, 'batch.cancel'));
      return batch.id;
    });
  }

  private begin(
    viewer: Viewer,
    step: BatchStepInput,
    event: BatchEvent,
    kind: string,
  ): Promise<PaymentBatch | Refusal> {
    return this.perform(viewer, kind, async (tx) => {
      const batch = await this.move(tx, step, event, 'batch:file');
      if (batch.line_count === 0)
        tx.refuse(new RuleBroken('LINES_REQUIRED', 'id', 'The batch has no lines: add payments first.'));
      // What was signed is no longer what is presented.
      await tx.query('update payment_batch set approved_by = null, approved_at = null where id = $1', [batch.id]);
      const to = paymentBatchMachine.target(batch.status, event) ?? batch.status;
      await this.start(tx, batch, to, kind);
      return batch.id;
    });
  }

  private async start(tx: ActTransaction, batch: LockedBatch, to: BatchStatus, kind: string): Promise<void> {
    await tx.query('update payment_batch set status = $2, version = version + 1 where id = $1', [batch.id, to]);
    await startJob(tx, jobOf(batch, kind));
  }

  private async assertApprovable(tx: ActTransaction, batch: LockedBatch): Promise<void> {
    const [presented] = await tx.query<{ count: number; largest: string; total: string }[]>(
      `select count(*)::int as count, coalesce(max(amount_fen), 0)::text as largest, coalesce(sum(amount_fen), 0)::text as total
       from disbursement where batch_id = $1 and status = 'RESERVED'`,
      [batch.id],
    );
    const { count = 0, largest = '0', total = '0' } = presented ?? {};
    if (count === 0)
      tx.refuse(new RuleBroken('NOTHING_RESERVED', 'id', 'No line holds money: have money set aside first.'));
    const asked = {
      regionCode: batch.region_code,
      largestFen: BigInt(largest),
      totalFen: BigInt(total),
      isBatch: true,
    };
    await assertWithinLimit(tx, asked);
    tx.note({ lines: count, totalFen: total });
  }

  private async move(
    tx: ActTransaction,
    step: BatchStepInput,
    event: BatchEvent,
    action: Action,
  ): Promise<LockedBatch> {
    const target = { table: 'payment_batch', machine: paymentBatchMachine, event, ...step };
    const { row } = await moveState<LockedBatch, BatchStatus, BatchEvent>(tx, target);
    await assertPaysAll(tx, 'BATCH', row.id, { field: 'id', action });
    return row;
  }

  private async perform(
    viewer: Viewer,
    action: string,
    work: (tx: ActTransaction) => Promise<string>,
  ): Promise<PaymentBatch | Refusal> {
    const outcome = await this.acts.perform<string, Refusal>(viewer, action, work);
    return typeof outcome === 'string' ? this.batches.get(viewer, outcome) : outcome;
  }
}

/** Refuses whoever filed or approved a line of the batch, as makers may who help each other out: the lines ask for others, too. */
async function assertNoOwnLine(tx: ActTransaction, batchId: string, act: 'APPROVAL' | 'PAYMENT'): Promise<void> {
  const [own] = await tx.query<Officers[]>(
    `select filed_by, approved_by, second_approved_by from disbursement
     where batch_id = $1 and status in ('RESERVED','APPROVED','SENT') and $2 in (filed_by, approved_by, second_approved_by) limit 1`,
    [batchId, tx.viewer.subject],
  );
  if (own !== undefined) assertAnother(tx, own, act);
}

/** A batch of which something was paid, and whose failures are being retried, is no longer given up as a whole. */
async function assertNothingPaid(tx: ActTransaction, batchId: string): Promise<void> {
  const [row] = await tx.query<{ paid: boolean }[]>(
    `select exists (select from disbursement where batch_id = $1 and status in ('SENT','PAID','RECONCILED','REVERSED')) as paid`,
    [batchId],
  );
  if (row?.paid === true)
    tx.refuse(
      new RuleBroken('PARTLY_PAID', 'id', 'Some of it is paid: give the payments up that are not, one by one.'),
    );
}

const jobOf = (
  batch: LockedBatch,
  kind: string,
): { kind: string; subjectId: string; regionCode: string; total: number } => ({
  kind,
  subjectId: batch.id,
  regionCode: batch.region_code,
  total: batch.line_count,
});

/** @throws NotFoundError for a fund, allocation or campaign that is unknown, or that pays nothing in the region. */
async function insertBatch(tx: ActTransaction, input: CreatePaymentBatchInput): Promise<string> {
  assertKind(tx, input);
  const campaign = input.campaign ?? null;
  if (campaign !== null) await assertCampaign(tx, campaign);
  const rule = ruleOf(input);
  if (rule !== null && campaign === null)
    throw new InvalidInputError('campaign', 'CAMPAIGN_REQUIRED', 'A rule pays those on the register of a campaign.');
  const unionId = await payingUnion(tx, input);
  await assertWritesForUnion(tx, unionId, input.allocationId ? 'allocationId' : 'fundId', 'batch:file');
  const id = newId();
  await tx.query(
    `insert into payment_batch (id, status, title, campaign_code, target_group, purpose, mode, cash_reason, region_code, union_id, fund_id,
       allocation_id, amount_rule, idempotency_key, filed_by, filed_at)
     values ($1, 'DRAFT', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      ...[id, input.title, campaign, input.group, input.purpose, input.mode, input.cashReason ?? null],
      ...[input.regionCode, unionId, input.fundId, input.allocationId ?? null],
      ...[rule === null ? null : JSON.stringify(rule), input.idempotencyKey, tx.viewer.subject, tx.now],
    ],
  );
  tx.about('PaymentBatch', id);
  tx.within(input.regionCode);
  if (rule !== null) {
    await tx.query(`update payment_batch set status = 'FILLING' where id = $1`, [id]);
    await startJob(tx, { kind: 'batch.fill', subjectId: id, regionCode: input.regionCode });
  }
  return id;
}

function ruleOf({ amounts }: CreatePaymentBatchInput): AmountRule | null {
  if (!amounts) return null;
  return amounts.map(({ category = null, tier = null, amount }, at) => {
    assertAmount(amount, `amounts.${at}.amount`);
    if (amount > BigInt(Number.MAX_SAFE_INTEGER))
      throw new ConflictError('AMOUNT_TOO_LARGE', 'No payment is that large.', { field: `amounts.${at}.amount` });
    return { category, tier, amountFen: Number(amount) };
  });
}

/** Of the unions that the viewer sees, the one that answers for the batch: the one that holds the allocation, or the fund's union of the region, one for which the viewer writes first. */
async function payingUnion(
  tx: ActTransaction,
  { fundId, allocationId, regionCode }: CreatePaymentBatchInput,
): Promise<string> {
  const [payer] = await tx.query<{ unionId: string }[]>(
    `select to_union_id as "unionId" from allocation a
     where a.fund_id = $1 and ($2::uuid is null or a.id = $2) and ${ofReadUnions('a.to_union_id')} and (a.region_code = any (region_and_above($3)) or a.region_code like $4)
     order by ${ofWriteUnions('a.to_union_id')} desc, a.region_code = $3 desc, a.region_code, a.id limit 1`,
    [fundId, allocationId ?? null, regionCode, `${regionPrefix(regionCode)}%`],
  );
  if (!payer) throw new NotFoundError(allocationId ? 'Allocation' : 'Fund', allocationId ?? fundId);
  return payer.unionId;
}
