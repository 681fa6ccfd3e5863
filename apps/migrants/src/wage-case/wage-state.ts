import { registerEnum } from '@nuan/federation';

/** State of a wage case (欠薪案件状态): REPORTED → VERIFIED → ORDERED → PART_PAID → PAID | TO_LEGAL → CLOSED. */
export enum WageState {
  REPORTED = 'REPORTED',
  VERIFIED = 'VERIFIED',
  ORDERED = 'ORDERED',
  PART_PAID = 'PART_PAID',
  PAID = 'PAID',
  TO_LEGAL = 'TO_LEGAL',
  CLOSED = 'CLOSED',
}

registerEnum(WageState, 'WageState', 'State of a wage-arrears case (欠薪案件状态).', {
  REPORTED: 'Reported by workers or found by an inspection (已登记).',
  VERIFIED: 'Amount and workers checked (已核实).',
  ORDERED: 'The enterprise was told to pay (已责令支付).',
  PART_PAID: 'A part has been paid (部分支付).',
  PAID: 'All has been paid (已付清).',
  TO_LEGAL: 'Handed over to legal aid or the labour authority (已转法律程序).',
  CLOSED: 'Closed (已结案).',
});
