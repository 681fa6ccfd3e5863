import {
  connectionOf,
  defineList,
  enumField,
  idField,
  instantField,
  moneyField,
  regionField,
  textField,
} from '@nuan/federation';
import { AidPurpose, TargetGroupKind } from '@nuan/kernel';

import { DisbursementProblem } from '../disbursement/disbursement-problem.entity';
import { BatchStatus } from './batch-status';
import { PaymentBatch } from './payment-batch.entity';

/** Batches of payments. */
export const paymentBatchList = defineList({
  name: 'PaymentBatch',
  from: 'payment_batch b',
  id: 'b.id',
  scope: 'b.region_code',
  fields: {
    status: enumField(BatchStatus, 'b.status', 'State of the batch (批次状态).'),
    campaign: textField('b.campaign_code', 'Code of the campaign (活动代码).'),
    region: regionField('b.region_code', 'Region whose beneficiaries it pays (所在区域).'),
    group: enumField(TargetGroupKind, 'b.target_group', 'Group of its beneficiaries (对象类别).'),
    purpose: enumField(AidPurpose, 'b.purpose', 'Purpose (救助用途).'),
    fundId: idField('b.fund_id', 'Fund (资金).'),
    total: moneyField('b.total_fen', 'Sum of its payments (明细合计，元).'),
    filedAt: instantField('b.filed_at', 'When it was made (制单时间).'),
  },
  order: { FILED_AT: { sql: 'b.filed_at', type: 'timestamptz', description: 'When it was made (制单时间).' } },
  defaultOrder: [['FILED_AT', 'DESC']],
});

/** A page of batches. */
export const PaymentBatchConnection = connectionOf(PaymentBatch, 'PaymentBatch', 'batches of payments (发放批次)');

/** A page of problems. */
export const DisbursementProblemConnection = connectionOf(
  DisbursementProblem,
  'DisbursementProblem',
  'problems of payments (核验问题)',
);

/** Open problems in the order of the lines; the payment's id is the tie-break, since ids are made in the order of positions. */
export const batchProblemList = defineList({
  name: 'BatchProblem',
  from: 'disbursement_problem p join disbursement d on d.id = p.disbursement_id',
  id: 'p.disbursement_id',
  scope: 'd.region_code',
  fields: {
    batchId: idField('p.batch_id', 'Batch (批次).'),
    rule: textField('p.rule', 'The rule (规则).'),
    resolvedAt: instantField('p.resolved_at', 'When it was resolved (解决时间).'),
  },
  order: { RULE: { sql: 'p.rule', type: 'text', description: 'The rule (规则).' } },
  defaultOrder: [['RULE', 'ASC']],
});
