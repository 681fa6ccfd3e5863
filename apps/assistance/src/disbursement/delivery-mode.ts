import { registerEnum } from '@nuan/federation';

/** How a payment reaches the person (发放方式). CASH is the exception, with a reason and a second approver (I16). */
export enum DeliveryMode {
  BANK_CARD = 'BANK_CARD',
  PASSBOOK = 'PASSBOOK',
  GOODS = 'GOODS',
  VOUCHER = 'VOUCHER',
  CASH = 'CASH',
}

registerEnum(
  DeliveryMode,
  'DeliveryMode',
  'How aid reaches the person (发放方式). Everything but CASH is non-cash (非现金形式).',
  {
    BANK_CARD: 'To the person’s own bank card (打卡发放).',
    PASSBOOK: 'To the person’s own passbook (存折发放).',
    GOODS: 'As goods bought with the money (慰问品).',
    VOUCHER: 'As a voucher (慰问券).',
    CASH: 'In banknotes: the exception, with a reason and a second approver (现金).',
  },
);
