import { isUniqueViolation } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { type LocalDate, newId, yuan } from '@nuan/kernel';

import type { SupportMode } from '../startup/support-mode';
import { SpendingPurpose } from './spending-purpose';

/** A payment to be posted on its target, whose row the act has locked. */
export interface NewPayment {
  readonly purpose: SpendingPurpose;
  /** Programme, project or pilot, as the purpose says. */
  readonly targetId: string;
  readonly regionCode: string;
  readonly paidOn: LocalDate;
  readonly amountFen: bigint;
  /** What the target may still spend. */
  readonly availableFen: bigint;
  readonly voucherNo?: string;
  readonly disbursementId?: string;
  /** In which mode a start-up was paid, and the days whose interest a subsidy covers. */
  readonly supportMode?: SupportMode;
  readonly subsidyFrom?: LocalDate | null;
  readonly subsidyTo?: LocalDate | null;
  /** Day by which a loan is to be paid back. */
  readonly loanDueOn?: LocalDate | null;
}

const TARGET_COLUMN: Readonly<Record<SpendingPurpose, string>> = {
  [SpendingPurpose.TRAINING]: 'training_program_id',
  [SpendingPurpose.STARTUP]: 'startup_project_id',
  [SpendingPurpose.PILOT]: 'pilot_id',
};

/** How often a disbursement, `$8`, was recorded here and taken back: the next posting of it is one more. */
const REVERSED_BEFORE = `select count(*) from employment_payment o join employment_payment back on back.reverses_id = o.id
  where o.disbursement_id = $8`;

/**
 * Posts a payment and returns its id; refuses (WITHIN_BUDGET) one beyond what is left. The posting's trigger moves the total of
 * the target, whose CHECK decides last.
 */
export async function postPayment(tx: ActTransaction, payment: NewPayment): Promise<string> {
  const { purpose, targetId, regionCode, paidOn, amountFen, availableFen, disbursementId } = payment;
  if (amountFen > availableFen) {
    const message = 'It goes beyond what is left: pay less, or have more money set aside.';
    tx.refuse(new RuleBroken('WITHIN_BUDGET', 'amount', message, { available: yuan(availableFen) }));
  }
  const id = newId();
  try {
    await tx.query(
      `insert into employment_payment (id, purpose, ${TARGET_COLUMN[purpose]}, region_code, paid_on, amount_fen, voucher_no, disbursement_id,
         disbursement_turn, support_mode, subsidy_from, subsidy_to, loan_due_on)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 1 + (${REVERSED_BEFORE}), $9, $10, $11, $12)`,
      [
        ...[id, purpose, targetId, regionCode, paidOn, amountFen, payment.voucherNo ?? null, disbursementId ?? null],
        ...[payment.supportMode ?? null, payment.subsidyFrom ?? null, payment.subsidyTo ?? null],
        payment.loanDueOn ?? null,
      ],
    );
  } catch (error) {
    if (isUniqueViolation(error, 'employment_payment_disbursement_id_unique'))
      tx.refuse(
        new RuleBroken('DISBURSEMENT_ONCE', 'disbursementId', 'This disbursement has been recorded here already.'),
      );
    throw error;
  }
  tx.about('EmploymentPayment', id);
  tx.note({ amount: yuan(amountFen), paidOn, ...(payment.supportMode ? { mode: payment.supportMode } : {}) });
  return id;
}
