import { registerEnum } from '@nuan/federation';

/** How the recorded value of donated goods was found (计价方式). */
export enum Valuation {
  INVOICE = 'INVOICE',
  MARKET_PRICE = 'MARKET_PRICE',
  APPRAISAL = 'APPRAISAL',
  DONOR_STATED = 'DONOR_STATED',
}

registerEnum(Valuation, 'Valuation', 'How the recorded value of donated goods was found (计价方式).', {
  INVOICE: 'By the invoices of their purchase (按发票).',
  MARKET_PRICE: 'By the market price of the day (按市场价).',
  APPRAISAL: 'By an appraiser (按评估).',
  DONOR_STATED: 'As the donor stated (按捐赠方申报).',
});
