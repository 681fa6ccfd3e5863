import { connectionOf, dateField, defineList, enumField, moneyField, regionField, textField } from '@nuan/federation';

import { Donation } from './donation.entity';
import { DonationKind } from './donation-kind';

/** Donations, by day of receipt. */
export const donationList = defineList({
  name: 'Donation',
  from: 'donation g',
  id: 'g.id',
  scope: 'g.region_code',
  fields: {
    kind: enumField(DonationKind, 'g.kind', 'What was given (捐赠类型).'),
    campaign: textField('g.campaign_code', 'Code of the campaign (活动代码).'),
    region: regionField('g.region_code', 'Region that received it (接收区域).'),
    donor: textField('g.donor', 'The donor (捐赠方).'),
    cash: moneyField('g.cash_fen', 'Money given (捐款金额，元).'),
    receivedOn: dateField('g.received_on', 'Day it was received (接收日期).'),
  },
  order: {
    RECEIVED_ON: { sql: 'g.received_on', type: 'date', description: 'Day it was received (接收日期).' },
    CASH: { sql: 'g.cash_fen', type: 'bigint', description: 'Money given (捐款金额).' },
  },
  defaultOrder: [['RECEIVED_ON', 'DESC']],
});

/** A page of donations. */
export const DonationConnection = connectionOf(Donation, 'Donation', 'donations (社会捐助)');
