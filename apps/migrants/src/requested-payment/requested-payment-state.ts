import { registerEnum } from '@nuan/federation';

/** Where a payment is that assistance was asked for (待付申请状态). */
export enum RequestedPaymentState {
  OPEN = 'OPEN',
  IN_PAYMENT = 'IN_PAYMENT',
  PAID = 'PAID',
}

registerEnum(
  RequestedPaymentState,
  'RequestedPaymentState',
  'Where a payment is that assistance was asked for (待付申请状态), as its feed tells it.',
  {
    OPEN: 'Asked for; no payment stands, or the one that did was taken back (待发放).',
    IN_PAYMENT: 'A payment was filed and is on its way (发放中).',
    PAID: 'Paid (已发放).',
  },
);
