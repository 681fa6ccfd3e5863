import { defineStateMachine } from '@nuan/kernel';

import { WageState } from './wage-state';

const { CLOSED, ORDERED, PAID, PART_PAID, REPORTED, TO_LEGAL, VERIFIED } = WageState;

/** Life of a wage case (欠薪案件): verified by another person, ordered, paid or handed to the law; what is unfounded is closed at once. */
export const wageCaseMachine = defineStateMachine({
  name: 'WageCase',
  title: 'Wage-arrears case (欠薪案件)',
  initial: REPORTED,
  states: Object.values(WageState),
  transitions: [
    { event: 'VERIFY', from: [REPORTED], to: VERIFIED, title: 'Verify (核实)' },
    { event: 'ORDER', from: [VERIFIED], to: ORDERED, title: 'Order payment (责令支付)' },
    { event: 'PAY_PART', from: [ORDERED, PART_PAID], to: PART_PAID, title: 'Pay a part (部分支付)' },
    { event: 'PAY_PART', from: [TO_LEGAL], to: TO_LEGAL, title: 'Recover a part by law (部分执行)' },
    { event: 'PAY_REST', from: [ORDERED, PART_PAID, TO_LEGAL], to: PAID, title: 'Pay all that is left (付清)' },
    {
      event: 'SEND_TO_LEGAL',
      from: [VERIFIED, ORDERED, PART_PAID],
      to: TO_LEGAL,
      title: 'Hand to the law (转法律程序)',
    },
    { event: 'CLOSE', from: [REPORTED, PAID, TO_LEGAL], to: CLOSED, title: 'Close (结案)' },
  ],
});
