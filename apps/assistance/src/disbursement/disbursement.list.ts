import {
  connectionOf,
  dateField,
  defineList,
  enumField,
  guardedField,
  idField,
  instantField,
  moneyField,
  regionField,
  textField,
} from '@nuan/federation';
import { AidPurpose, DeliveryMode, FundSource, HardshipCategory, TargetGroupKind } from '@nuan/kernel';

import { Disbursement } from './disbursement.entity';
import { PayStatus } from './pay-status';

/** Payments, filtered by their own facts and by those of the household when they were decided. */
export const disbursementList = defineList({
  name: 'Disbursement',
  from: 'disbursement d',
  id: 'd.id',
  scope: 'd.region_code',
  fields: {
    campaign: textField('d.campaign_code', 'Code of the campaign (活动代码).'),
    region: regionField('d.region_code', 'Region of the beneficiary (所在区域).'),
    status: enumField(PayStatus, 'd.status', 'State of the payment (发放状态).'),
    group: enumField(TargetGroupKind, 'd.target_group', 'Group of the beneficiary (对象类别).'),
    purpose: enumField(AidPurpose, 'd.purpose', 'Purpose (救助用途).'),
    mode: enumField(DeliveryMode, 'd.mode', 'How it reaches the person (发放方式).'),
    source: enumField(FundSource, 'd.source', 'Source of the money (资金来源).'),
    category: enumField(HardshipCategory, 'd.category', 'Category of hardship when it was decided (困难类别).'),
    amount: moneyField('d.amount_fen', 'Amount (金额，元).'),
    householdId: idField('d.household_id', 'Household (困难职工家庭).'),
    enterpriseId: idField('d.enterprise_id', 'Enterprise of the consoled worker (所在企业).'),
    studentId: guardedField('CHILD', idField('d.student_id', 'Student (受助学生).')),
    unionId: idField('d.union_id', 'Union that pays (发放单位).'),
    fundId: idField('d.fund_id', 'Fund (资金).'),
    allocationId: idField('d.allocation_id', 'Allocation (资金分配).'),
    batchId: idField('d.batch_id', 'Batch that it is a line of (所属批次).'),
    requestId: idField('d.request_id', 'Request that it answers (待付申请).'),
    consolationEventId: idField('d.consolation_event_id', 'Consolation event (慰问活动).'),
    recordedOn: dateField('d.recorded_on', 'Day the household was recorded (建档日期).'),
    filedAt: instantField('d.filed_at', 'When it was filed (提交时间).'),
    paidAt: instantField('d.paid_at', 'When it was paid (发放时间).'),
  },
  order: {
    FILED_AT: { sql: 'd.filed_at', type: 'timestamptz', description: 'When it was filed (提交时间).' },
    AMOUNT: { sql: 'd.amount_fen', type: 'bigint', description: 'Amount (金额).' },
    POSITION: {
      sql: 'coalesce(d.position, 0)',
      type: 'integer',
      description: 'Place in the batch (批次内序号).',
    },
    REGION: { sql: 'd.region_code', type: 'text', description: 'Region code (行政区划代码).' },
  },
  defaultOrder: [['FILED_AT', 'DESC']],
});

/** A page of payments. */
export const DisbursementConnection = connectionOf(Disbursement, 'Disbursement', 'payments (救助发放)');
