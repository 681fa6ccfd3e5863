import { connectionOf, dateField, defineList, enumField, idField, moneyField, regionField } from '@nuan/federation';

import { stateSql } from '../requested-payment/requested-payment';
import { RequestedPaymentState } from '../requested-payment/requested-payment-state';
import { AdvanceRequest } from './advance-request.entity';

/** Requests to advance wages. */
export const advanceRequestList = defineList({
  name: 'AdvanceRequest',
  from: 'advance_request a',
  id: 'a.id',
  scope: 'a.region_code',
  fields: {
    region: regionField('a.region_code', 'Region of the case (所在区域).'),
    wageCaseId: idField('a.wage_case_id', 'The wage case (欠薪案件).'),
    enterpriseId: idField('a.enterprise_id', 'Enterprise that owes the wages (欠薪企业).'),
    amount: moneyField('a.amount_fen', 'How much is to be advanced (垫付金额).'),
    state: enumField(RequestedPaymentState, stateSql('a.id'), 'Where its payment is (发放进度).'),
    requestedOn: dateField('a.requested_on', 'Day of the request (申请日期).'),
  },
  order: {
    REQUESTED_ON: { sql: 'a.requested_on', type: 'date', description: 'Day of the request (申请日期).' },
    AMOUNT: { sql: 'a.amount_fen', type: 'bigint', description: 'How much is to be advanced (垫付金额).' },
  },
  defaultOrder: [['REQUESTED_ON', 'DESC']],
});

/** A page of requests. */
export const AdvanceRequestConnection = connectionOf(
  AdvanceRequest,
  'AdvanceRequest',
  'requests to advance wages (欠薪垫付申请)',
);
