import { connectionOf, dateField, defineList, enumField, idField, moneyField, regionField } from '@nuan/federation';

import { stateSql } from '../requested-payment/requested-payment';
import { RequestedPaymentState } from '../requested-payment/requested-payment-state';
import { TravelSubsidyRequest } from './travel-subsidy-request.entity';

/** Travel subsidies that assistance was asked to pay. */
export const travelSubsidyRequestList = defineList({
  name: 'TravelSubsidyRequest',
  from: 'travel_subsidy_request q',
  id: 'q.id',
  scope: 'q.region_code',
  fields: {
    region: regionField('q.region_code', 'Region of the service (所在区域).'),
    returnServiceId: idField('q.return_service_id', 'The service (返乡服务).'),
    personId: idField('q.worker_id', 'The person (职工).'),
    state: enumField(RequestedPaymentState, stateSql('q.id'), 'Where its payment is (发放进度).'),
    amount: moneyField('q.amount_fen', 'How much is asked for (申请金额，元).'),
    requestedOn: dateField('q.requested_on', 'Day of the request (申请日期).'),
  },
  order: {
    REQUESTED_ON: { sql: 'q.requested_on', type: 'date', description: 'Day of the request (申请日期).' },
    AMOUNT: { sql: 'q.amount_fen', type: 'bigint', description: 'How much is asked for (申请金额).' },
  },
  defaultOrder: [['REQUESTED_ON', 'DESC']],
});

/** A page of requests. */
export const TravelSubsidyRequestConnection = connectionOf(
  TravelSubsidyRequest,
  'TravelSubsidyRequest',
  'travel subsidies that assistance was asked to pay (交通补贴申请)',
);
