import { assertCan, can, type Viewer } from '@nuan/auth';
import { beyondRegions } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { DeliveryMode } from '@nuan/kernel';
import { moveState, type Refusal, RuleBroken } from '@nuan/federation';

import { assertNotHeldByBank } from '../bank/bank-hold';
import { assertAnother, assertWithinLimit } from './approval-rule';
import { approveDisbursements } from './disbursement-approval';
import { fileDraft } from './disbursement-filing';
import type {
  ConfirmDeliveryInput,
  DisbursementStepInput,
  FileDisbursementInput,
  ReleaseDisbursementInput,
  RequestReversalInput,
} from './disbursement.inputs';
import { disbursementMachine } from './disbursement.machine';
import { releaseDisbursements } from './disbursement-release';
import { reserveDisbursements } from './disbursement-reservation';
import { DeliveriesConfirmed, PaymentHeldBack } from './disbursement.results';
import { reverseDisbursements } from './disbursement-reversal';
import { sendDisbursements } from './disbursement-sending';
import type { DisbursementSettlement } from './disbursement-settlement';
import type { Disbursement } from './disbursement.entity';
import type { DisbursementService } from './disbursement.service';
import { validateDisbursements } from './disbursement-validation';
import { LineRace } from './line-race';
import { PayStatus } from './pay-status';

type PayEvent = (typeof disbursementMachine.transitions)[number]['event'];

/** A payment as its writer locks it. */
interface LockedPayment {
  readonly id: string;
  readonly status: PayStatus;
  readonly region_code: string;
  readonly amount_fen: string;
  readonly mode: DeliveryMode;
  readonly filed_by: string;
  readonly approved_by: string | null;
  readonly approved_at: Date | null;
  readonly second_approved_by: string | null;
  readonly batch_id: string | null;
  readonly paid_by: string | null;
  readonly reversal_requested_by: string | null;
}

const COLUMNS = `id, version, status, region_code, batch_id, amount_fen, mode, filed_by, approved_by, approved_at, second_approved_by,
  paid_by, reversal_requested_by`;

/** States of a batch in which its lines are moved one by one again: those the bank refused, those that were held. */
const FREE_BATCH: readonly (string | null)[] = [null, 'SENT', 'SETTLED'];

/**
 * Writes payments one by one (救助发放): each step is a batch of one through the same SQL. The lines of a batch move with it,
 * and one by one again when it has been sent.
 */
export class DisbursementWriter {
  constructor(
    private readonly acts: Acts,
    private readonly payments: DisbursementService,
    private readonly settlement: DisbursementSettlement,
  ) {}

  /** Files a payment as a draft. The same key is the same payment. */
  async file(viewer: Viewer, input: FileDisbursementInput): Promise<Disbursement | Refusal> {
    assertCan(viewer, 'disbursement:file');
    const { idempotencyKey: key, ...request } = input;
    return this.acts.once<Disbursement, Refusal>(
      viewer,
      'disbursement.file',
      { key, request: { ...request, amount: String(input.amount) } },
      (tx) => fileDraft(tx, input),
      (id) => this.payments.get(viewer, id),
    );
  }

  /** Checks a draft against every rule of payments. */
  async validate(viewer: Viewer, step: DisbursementStepInput): Promise<Disbursement | PaymentHeldBack | Refusal> {
    assertCan(viewer, 'disbursement:file');
    return this.moveOrHold(viewer, 'disbursement.validate', async (tx) => {
      const { id } = await this.move(tx, step, 'VALIDATE');
      const { valid, refused } = await validateDisbursements(tx, [id]);
      if (valid + refused !== 1) throw new LineRace();
      return valid === 1;
    })(step.id);
  }

  /** Sets the money of a checked payment aside, within the caps of the year and what the allocation holds. */
  async reserve(viewer: Viewer, step: DisbursementStepInput): Promise<Disbursement | PaymentHeldBack | Refusal> {
    assertCan(viewer, 'disbursement:file');
    return this.moveOrHold(viewer, 'disbursement.reserve', async (tx) => {
      const { id } = await this.move(tx, step, 'RESERVE');
      return (await reserveDisbursements(tx, [id])).reserved === 1;
    })(step.id);
  }

  /** Sets the money of a failed payment aside again; it is approved anew. */
  async retry(viewer: Viewer, step: DisbursementStepInput): Promise<Disbursement | PaymentHeldBack | Refusal> {
    assertCan(viewer, 'disbursement:file');
    return this.moveOrHold(viewer, 'disbursement.retry', async (tx) => {
      const { id } = await this.move(tx, step, 'RETRY');
      return (await reserveDisbursements(tx, [id], PayStatus.FAILED)).reserved === 1;
    })(step.id);
  }

  /** Approves a payment within the limit of the viewer's level; cash is approved once a second person has, too. */
  async approve(viewer: Viewer, step: DisbursementStepInput): Promise<Disbursement | Refusal> {
    assertCan(viewer, 'disbursement:approve');
    return this.perform(viewer, 'disbursement.approve', async (tx) => {
      const row = await this.move(tx, step, 'APPROVE');
      assertAnother(tx, row, 'APPROVAL');
      const amountFen = BigInt(row.amount_fen);
      const asked = { regionCode: row.region_code, largestFen: amountFen, totalFen: amountFen, isBatch: false };
      await assertWithinLimit(tx, asked);
      if (row.mode === DeliveryMode.CASH && row.approved_by === null) {
        await tx.query(
          'update disbursement set approved_by = $2, approved_at = $3, version = version + 1 where id = $1',
          [row.id, viewer.subject, tx.now],
        );
        tx.note({ approval: 'FIRST_OF_TWO' });
        return row.id;
      }
      const isSecond = row.approved_by !== null;
      await approveDisbursements(tx, [row.id], {
        approvedBy: row.approved_by ?? viewer.subject,
        approvedAt: row.approved_at ?? tx.now,
        secondApprovedBy: isSecond ? viewer.subject : null,
        secondApprovedAt: isSecond ? tx.now : null,
      });
      return row.id;
    });
  }

  /** Hands an approved payment to the bank, or out for delivery; one that is no longer as it was approved is held instead. */
  async send(viewer: Viewer, step: DisbursementStepInput): Promise<Disbursement | PaymentHeldBack | Refusal> {
    assertCan(viewer, 'disbursement:pay');
    return this.moveOrHold(viewer, 'disbursement.send', async (tx) => {
      const row = await this.move(tx, step, 'SEND');
      assertAnother(tx, row, 'PAYMENT');
      return (await sendDisbursements(tx, [row.id])).sent === 1;
    })(step.id);
  }

  /** Gives a payment up; money that was set aside is free again. Its maker may, and a checker who turns it down. */
  async release(viewer: Viewer, { reason, ...step }: ReleaseDisbursementInput): Promise<Disbursement | Refusal> {
    if (!can(viewer, 'disbursement:approve')) assertCan(viewer, 'disbursement:file');
    return this.perform(viewer, 'disbursement.release', async (tx) => {
      const { id } = await this.move(tx, step, 'RELEASE');
      await releaseDisbursements(tx, [id], reason);
      tx.note({ reason });
      return id;
    });
  }

  /** Asks for a paid payment to be taken back; another person agrees. */
  async requestReversal(viewer: Viewer, { reason, ...step }: RequestReversalInput): Promise<Disbursement | Refusal> {
    assertCan(viewer, 'disbursement:reverse');
    return this.perform(viewer, 'disbursement.requestReversal', async (tx) => {
      const { id } = await this.move(tx, step, 'REVERSE');
      await tx.query(
        `update disbursement set reversal_reason = $2, reversal_requested_by = $3, reversal_requested_at = $4, version = version + 1
         where id = $1`,
        [id, reason, viewer.subject, tx.now],
      );
      tx.note({ reason });
      return id;
    });
  }

  /** Takes a payment back by a counter-entry, by someone other than who asked for it and who paid it. */
  async approveReversal(viewer: Viewer, step: DisbursementStepInput): Promise<Disbursement | Refusal> {
    assertCan(viewer, 'disbursement:approve');
    return this.perform(viewer, 'disbursement.approveReversal', async (tx) => {
      const row = await this.move(tx, step, 'REVERSE');
      if (row.reversal_requested_by === null)
        tx.refuse(
          new RuleBroken('REVERSAL_REQUESTED', 'id', 'Nobody asked for a reversal: a cashier asks, with a reason.'),
        );
      if ([row.reversal_requested_by, row.paid_by].includes(viewer.subject))
        tx.refuse(
          new RuleBroken(
            'FORBIDDEN_SELF_APPROVAL',
            'id',
            'Whoever asked for it or paid it does not agree to it: have another officer do so.',
          ),
        );
      await reverseDisbursements(tx, [row.id]);
      return row.id;
    });
  }

  /** Confirms that goods, vouchers or cash were handed over: all of them or none. */
  async confirmDelivery(viewer: Viewer, { ids }: ConfirmDeliveryInput): Promise<DeliveriesConfirmed | Refusal> {
    assertCan(viewer, 'disbursement:pay');
    const sorted = [...new Set(ids)].sort();
    const outcome = await this.acts.perform<null, Refusal>(viewer, 'disbursement.confirmDelivery', async (tx) => {
      const open = await this.undelivered(tx, sorted);
      for (const id of open) await this.assertDeliverable(tx, id);
      await this.settlement.markPaid(
        tx,
        open.map((disbursementId) => ({ disbursementId, bankRef: null })),
      );
      return null;
    });
    if (outcome !== null) return outcome;
    const paid = await this.payments.loadMany(viewer, sorted, undefined);
    return new DeliveriesConfirmed(paid.flatMap((payment) => payment ?? []));
  }

  /** Those that aren't paid yet; an unknown one ends the act. */
  private async undelivered(tx: ActTransaction, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string; status: PayStatus }[]>(
      'select id, status from disbursement where id = any($1::uuid[])',
      [ids],
    );
    const unknown = ids.find((id) => !rows.some((row) => row.id === id));
    if (unknown !== undefined) throw new NotFoundError('Disbursement', unknown);
    const paid: readonly PayStatus[] = [PayStatus.PAID, PayStatus.RECONCILED];
    return rows.filter(({ status }) => !paid.includes(status)).map(({ id }) => id);
  }

  private async assertDeliverable(tx: ActTransaction, id: string): Promise<void> {
    const row = await this.lock(tx, { id, expectedVersion: null }, 'PAY');
    if (row.mode === DeliveryMode.BANK_CARD || row.mode === DeliveryMode.PASSBOOK)
      tx.refuse(
        new RuleBroken('BANK_CONFIRMS', 'ids', 'A payment to an account is confirmed by the bank, not by hand.', {
          id,
        }),
      );
    assertAnother(tx, row, 'PAYMENT');
  }

  private async move(tx: ActTransaction, step: DisbursementStepInput, event: PayEvent): Promise<LockedPayment> {
    const row = await this.lock(tx, step, event);
    const batchStatus = await batchStatusOf(tx, row);
    if (!FREE_BATCH.includes(batchStatus) && event !== 'RELEASE')
      tx.refuse(
        new RuleBroken('IN_BATCH', 'id', 'It is a line of a batch that is under way: act on the batch.', {
          batchStatus: batchStatus ?? '',
        }),
      );
    return row;
  }

  private async lock(
    tx: ActTransaction,
    { id, expectedVersion }: { readonly id: string; readonly expectedVersion: number | null },
    event: PayEvent,
  ): Promise<LockedPayment> {
    const step = { table: 'disbursement', id, machine: disbursementMachine, event, expectedVersion, columns: COLUMNS };
    const { row } = await moveState<LockedPayment, PayStatus, PayEvent>(tx, step);
    await assertNotHeldByBank(tx, id, event);
    return row;
  }

  private async perform(
    viewer: Viewer,
    action: string,
    work: (tx: ActTransaction) => Promise<string>,
  ): Promise<Disbursement | Refusal> {
    const outcome = await this.acts.perform<string, Refusal>(viewer, action, work);
    return typeof outcome === 'string' ? this.payments.get(viewer, outcome) : outcome;
  }

  /** Acts whose look at the payment is kept even when it doesn't move: the problems are the answer then. */
  private moveOrHold(
    viewer: Viewer,
    action: string,
    work: (tx: ActTransaction) => Promise<boolean>,
  ): (id: string) => Promise<Disbursement | PaymentHeldBack | Refusal> {
    return async (id) => {
      const outcome = await this.acts.perform<boolean, Refusal>(viewer, action, work);
      if (typeof outcome !== 'boolean') return outcome;
      const payment = await this.payments.get(viewer, id);
      if (outcome) return payment;
      const [problems = []] = await this.payments.loadProblems(viewer, [id], undefined);
      return new PaymentHeldBack(payment, problems);
    };
  }
}

/** Where the batch of a payment is; null for one that was filed alone. */
async function batchStatusOf(tx: ActTransaction, { batch_id: id }: LockedPayment): Promise<string | null> {
  if (id === null) return null;
  const [batch] = await beyondRegions('the batch may be another union’s than pays this line', () =>
    tx.query<{ status: string }[]>('select status from payment_batch where id = $1', [id]),
  );
  return batch?.status ?? null;
}
