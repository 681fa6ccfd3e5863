import { defineStateMachine } from '@nuan/kernel';

import { PayStatus } from './pay-status';

const { DRAFT, VALIDATED, RESERVED, APPROVED, SENT, PAID, RECONCILED, FAILED, RELEASED, REVERSED } = PayStatus;

/**
 * The life of a payment. A payment may be given up as long as the bank hasn't got it: before its money is set aside
 * (nothing to give back), while it is set aside, and after the bank couldn't pay. What the bank has is neither given up nor
 * taken back until its answer is here. An approval lapses when what was approved is no longer so.
 */
export const disbursementMachine = defineStateMachine({
  name: 'Disbursement',
  title: 'Payment (救助发放)',
  states: Object.values(PayStatus),
  initial: DRAFT,
  transitions: [
    { event: 'VALIDATE', from: [DRAFT], to: VALIDATED, title: 'Check against earmark, standard and file (核验)' },
    { event: 'RESERVE', from: [VALIDATED], to: RESERVED, title: 'Set its money aside (预留)' },
    { event: 'APPROVE', from: [RESERVED], to: APPROVED, title: 'Approve, by someone other than its maker (审批)' },
    {
      event: 'LAPSE',
      from: [APPROVED],
      to: RESERVED,
      title: 'Approval lapses: what was approved has changed (审批失效)',
    },
    { event: 'SEND', from: [APPROVED], to: SENT, title: 'Hand to the bank, or out for delivery (送银行)' },
    { event: 'PAY', from: [SENT], to: PAID, title: 'Paid, by the bank’s word or the receipt (已发放)' },
    { event: 'FAIL', from: [SENT], to: FAILED, title: 'The bank could not pay: its money is free again (发放失败)' },
    {
      event: 'RETRY',
      from: [FAILED],
      to: RESERVED,
      title: 'Set the money aside again, to be approved again (重新发放)',
    },
    { event: 'RECONCILE', from: [PAID], to: RECONCILED, title: 'Matched with the bank’s confirmation (对账)' },
    {
      event: 'RELEASE',
      from: [DRAFT, VALIDATED, RESERVED, APPROVED, FAILED],
      to: RELEASED,
      title: 'Give up; money that was set aside is free again (释放)',
    },
    { event: 'REVERSE', from: [PAID, RECONCILED], to: REVERSED, title: 'Take back by a counter-entry (冲销)' },
  ],
});
