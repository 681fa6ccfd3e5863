import { registerEnum } from '@nuan/federation';

/** What was given (捐赠类型). */
export enum DonationKind {
  CASH = 'CASH',
  GOODS = 'GOODS',
}

registerEnum(DonationKind, 'DonationKind', 'What was given (捐赠类型).', {
  CASH: 'Money, raised into a fund (捐款).',
  GOODS: 'Goods, issued as lots of recorded value, outside the money ledgers (捐物).',
});
