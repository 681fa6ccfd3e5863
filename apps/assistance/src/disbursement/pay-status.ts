import { registerEnum } from '@nuan/federation';

/**
 * State of a payment (发放状态): DRAFT → VALIDATED → RESERVED → APPROVED → SENT → PAID → RECONCILED; SENT → FAILED →
 * (RESERVED again | RELEASED); PAID → REVERSED. Nothing is deleted.
 */
export enum PayStatus {
  DRAFT = 'DRAFT',
  VALIDATED = 'VALIDATED',
  RESERVED = 'RESERVED',
  APPROVED = 'APPROVED',
  SENT = 'SENT',
  PAID = 'PAID',
  RECONCILED = 'RECONCILED',
  FAILED = 'FAILED',
  RELEASED = 'RELEASED',
  REVERSED = 'REVERSED',
}

registerEnum(PayStatus, 'PayStatus', 'State of a payment (发放状态).', {
  DRAFT: 'Being drawn up (草拟).',
  VALIDATED: 'Checked against earmark, standard and file (已核验).',
  RESERVED: 'Its money is set aside (已预留).',
  APPROVED: 'Approved by someone other than its maker (已审批).',
  SENT: 'Handed to the bank (已送银行).',
  PAID: 'Paid (已发放).',
  RECONCILED: 'Paid and matched with the bank’s confirmation (已对账).',
  FAILED: 'The bank could not pay it (发放失败).',
  RELEASED: 'Given up; its money is free again (已释放).',
  REVERSED: 'Paid and taken back (已冲销).',
});

/** The states in which money counts as distributed. */
export const DISTRIBUTED_STATUSES = [PayStatus.PAID, PayStatus.RECONCILED] as const;
