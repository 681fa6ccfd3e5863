import { registerEnum } from '@nuan/federation';

/** What makes an auditor look at a payment (审计关注规则). A flag is a question, not a finding: lawful payments may be flagged. */
export enum AuditRule {
  CASH_EXCEPTION = 'CASH_EXCEPTION',
  CAP_NEARLY_REACHED = 'CAP_NEARLY_REACHED',
  PAYEE_NOT_HEAD = 'PAYEE_NOT_HEAD',
  PAID_SOON_AFTER_RECORDING = 'PAID_SOON_AFTER_RECORDING',
  STALE_FILE = 'STALE_FILE',
}

registerEnum(
  AuditRule,
  'AuditRule',
  'What makes an auditor look at a payment (审计关注规则). A flag is a question, not a finding.',
  {
    CASH_EXCEPTION: 'Paid in cash (现金发放).',
    CAP_NEARLY_REACHED: '95 % or more of a cap is used (接近上限).',
    PAYEE_NOT_HEAD: 'Paid to another than the head of the household (领款人非户主).',
    PAID_SOON_AFTER_RECORDING: 'Paid within three days of the recording of the file (建档后三日内发放).',
    STALE_FILE: 'Paid on a file not reviewed for twelve months (档案逾期未复核).',
  },
);
