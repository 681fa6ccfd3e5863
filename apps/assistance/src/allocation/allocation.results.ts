import { mutationResult, type Refusal } from '@nuan/federation';

import { FundsInsufficient } from '../ledger/funds-insufficient';
import { Allocation } from './allocation.entity';

/** What refuses a write on an allocation, beside faults and missing rights. */
export type AllocationRefusal = FundsInsufficient | Refusal;

/** What a writing method on allocations may answer. */
export type AllocationOutcome = Allocation | AllocationRefusal;

export const ProposeAllocationResult = mutationResult(
  'ProposeAllocationResult',
  'What came of proposing to pass money down (拟分配结果).',
  () => [Allocation],
);

export const WithdrawProposalResult = mutationResult(
  'WithdrawProposalResult',
  'What came of withdrawing a proposal (撤回结果).',
  () => [Allocation],
);

export const IssueAllocationResult = mutationResult(
  'IssueAllocationResult',
  'What came of passing money down (下拨结果).',
  () => [Allocation, FundsInsufficient],
);

export const ConfirmAllocationResult = mutationResult(
  'ConfirmAllocationResult',
  'What came of confirming a receipt (确认结果).',
  () => [Allocation],
);

export const ReturnUnspentResult = mutationResult(
  'ReturnUnspentResult',
  'What came of giving money back up (上缴结果).',
  () => [Allocation, FundsInsufficient],
);

export const SettleAllocationResult = mutationResult(
  'SettleAllocationResult',
  'What came of settling an allocation (结算结果).',
  () => [Allocation],
);
