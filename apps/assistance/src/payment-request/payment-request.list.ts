import {
  booleanField,
  connectionOf,
  dateField,
  defineList,
  enumField,
  idField,
  moneyField,
  regionField,
} from '@nuan/federation';

import { PaymentRequestKind } from './payment-request-kind';
import { PaymentRequest } from './payment-request.entity';

/** What assistance is asked to pay. */
export const paymentRequestList = defineList({
  name: 'PaymentRequest',
  from: 'payment_request_projection q',
  id: 'q.id',
  scope: 'q.region_code',
  fields: {
    region: regionField('q.region_code', 'Region of the request (所在区域).'),
    kind: enumField(
      PaymentRequestKind,
      `case when q.wage_case_id is null then 'TRAVEL_SUBSIDY' else 'WAGE_ADVANCE' end`,
      'What is to be paid (待付类型).',
    ),
    isOpen: booleanField('not request_is_answered(q.id)', 'Whether no payment that stands answers it (是否待付).'),
    amount: moneyField('q.amount_fen', 'How much is asked for (申请金额，元).'),
    requestedOn: dateField('q.requested_on', 'Day of the request (申请日期).'),
    enterpriseId: idField('q.enterprise_id', 'Enterprise that owes the wages (欠薪企业).'),
    workerId: idField('q.worker_id', 'The person who travels (返乡职工).'),
  },
  order: {
    REQUESTED_ON: { sql: 'q.requested_on', type: 'date', description: 'Day of the request (申请日期).' },
    AMOUNT: { sql: 'q.amount_fen', type: 'bigint', description: 'How much is asked for (申请金额).' },
  },
  defaultOrder: [['REQUESTED_ON', 'ASC']],
});

/** A page of requests. */
export const PaymentRequestConnection = connectionOf(
  PaymentRequest,
  'PaymentRequest',
  'requests to be paid by assistance (待付申请)',
);
