import { registerEnum } from '@nuan/federation';

/** State of an allocation (下拨状态): PROPOSED → ISSUED → CONFIRMED → SETTLED; what is unspent goes back up as RETURNED. */
export enum AllocationStatus {
  PROPOSED = 'PROPOSED',
  ISSUED = 'ISSUED',
  CONFIRMED = 'CONFIRMED',
  SETTLED = 'SETTLED',
  RETURNED = 'RETURNED',
}

registerEnum(AllocationStatus, 'AllocationStatus', 'State of an allocation (资金下拨状态).', {
  PROPOSED: 'Proposed; no money has moved (拟分配).',
  ISSUED: 'Issued by the upper union (已下拨).',
  CONFIRMED: 'Receipt confirmed by the lower union (已确认).',
  SETTLED: 'Spent and accounted for (已结算).',
  RETURNED: 'What was left has gone back up (已收回).',
});
