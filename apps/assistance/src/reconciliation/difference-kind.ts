import { registerEnum } from '@nuan/federation';

/** Which two sides differ (对账差异类别). */
export enum DifferenceKind {
  AVAILABLE_AND_LEDGER = 'AVAILABLE_AND_LEDGER',
  RESERVED_AND_LEDGER = 'RESERVED_AND_LEDGER',
  SPENT_AND_LEDGER = 'SPENT_AND_LEDGER',
  RESERVED_AND_PAYMENTS = 'RESERVED_AND_PAYMENTS',
  SPENT_AND_PAYMENTS = 'SPENT_AND_PAYMENTS',
  BATCH_AND_PAYMENTS = 'BATCH_AND_PAYMENTS',
  FILE_AND_LINES = 'FILE_AND_LINES',
  PAID_WITHOUT_CONFIRMATION = 'PAID_WITHOUT_CONFIRMATION',
  CONFIRMED_AND_NOT_PAID = 'CONFIRMED_AND_NOT_PAID',
  NOT_ON_STATEMENT = 'NOT_ON_STATEMENT',
  OUTCOME_UNKNOWN = 'OUTCOME_UNKNOWN',
  OPEN_ANOMALY = 'OPEN_ANOMALY',
  PASSED_DOWN_AND_CHILDREN = 'PASSED_DOWN_AND_CHILDREN',
  DONATIONS_AND_LEDGER = 'DONATIONS_AND_LEDGER',
  LOT_AND_ISSUES = 'LOT_AND_ISSUES',
  OWN_COST_AND_PAYMENTS = 'OWN_COST_AND_PAYMENTS',
}

registerEnum(DifferenceKind, 'DifferenceKind', 'Which two sides differ (对账差异类别).', {
  AVAILABLE_AND_LEDGER: 'What an allocation has available is not what the ledger says (可用余额与台账不符).',
  RESERVED_AND_LEDGER: 'What an allocation has set aside is not what the ledger says (预留余额与台账不符).',
  SPENT_AND_LEDGER: 'What an allocation has spent is not what the ledger says (已发放余额与台账不符).',
  RESERVED_AND_PAYMENTS:
    'What an allocation has set aside is not the sum of its undecided payments (预留余额与发放明细不符).',
  SPENT_AND_PAYMENTS:
    'What an allocation has spent is not the sum of its payments less returns (已发放余额与发放明细不符).',
  BATCH_AND_PAYMENTS: 'A batch says another count or sum than its payments (批次与发放明细不符).',
  FILE_AND_LINES: 'A payment file says another count or sum than its lines (发放文件与明细不符).',
  PAID_WITHOUT_CONFIRMATION: 'Paid by account, and the bank has not confirmed it (已发放而银行未确认).',
  CONFIRMED_AND_NOT_PAID: 'The bank confirmed it, and it is not paid, or not in this amount (银行已确认而未记发放).',
  NOT_ON_STATEMENT: 'The bank confirmed it, and its statement of that day does not show it (对账单未列示).',
  OUTCOME_UNKNOWN: 'Its answer is overdue (状态不明).',
  PASSED_DOWN_AND_CHILDREN: 'What an allocation passed down is not what the ones below received (下拨与接收不符).',
  DONATIONS_AND_LEDGER: 'The donations of a fund are not what was raised into it (捐款与入账不符).',
  LOT_AND_ISSUES: 'What a lot of goods says is gone is not what was issued and written off (物资与发放记录不符).',
  OWN_COST_AND_PAYMENTS: 'What is used of documented own cost is not the aid given on it (自付凭证与救助明细不符).',
  OPEN_ANOMALY: 'The bank said something that could not be applied (对账异常待处理).',
});
