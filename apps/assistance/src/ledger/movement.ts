import { LedgerAccount } from './ledger-entry.entity';

/** One line of a posting: fen into an account of an allocation (positive) or out of it (negative). */
export interface PostingLine {
  readonly account: LedgerAccount;
  /** Null for CONTRIBUTOR alone. */
  readonly allocationId: string | null;
  /** Fen, never zero. */
  readonly amountFen: bigint;
}

const { CONTRIBUTOR, AVAILABLE, RESERVED, SPENT } = LedgerAccount;

function between(
  allocationId: string,
  from: LedgerAccount,
  to: LedgerAccount,
  amountFen: bigint,
): readonly PostingLine[] {
  return [
    { account: from, allocationId, amountFen: -amountFen },
    { account: to, allocationId, amountFen },
  ];
}

/** RAISED: money of contributors becomes available at the root; a negative amount gives it back to them. */
export const raising = (rootId: string, amountFen: bigint): readonly PostingLine[] => [
  { account: CONTRIBUTOR, allocationId: null, amountFen: -amountFen },
  { account: AVAILABLE, allocationId: rootId, amountFen },
];

/** PASSED_DOWN: from a parent to one of its children. */
export const passing = (parentId: string, childId: string, amountFen: bigint): readonly PostingLine[] => [
  { account: AVAILABLE, allocationId: parentId, amountFen: -amountFen },
  { account: AVAILABLE, allocationId: childId, amountFen },
];

/** RETURNED: from a child back to its parent. */
export const returning = (childId: string, parentId: string, amountFen: bigint): readonly PostingLine[] =>
  passing(childId, parentId, amountFen);

/** RESERVED: set aside for payments that are decided. */
export const reserving = (allocationId: string, amountFen: bigint): readonly PostingLine[] =>
  between(allocationId, AVAILABLE, RESERVED, amountFen);

/** RELEASED: set aside no longer, since the payment failed or was given up. */
export const releasing = (allocationId: string, amountFen: bigint): readonly PostingLine[] =>
  between(allocationId, RESERVED, AVAILABLE, amountFen);

/** PAID: what was set aside has left for its beneficiaries. */
export const paying = (allocationId: string, amountFen: bigint): readonly PostingLine[] =>
  between(allocationId, RESERVED, SPENT, amountFen);

/** REVERSED: a payment taken back; its money is available again. */
export const reversing = (allocationId: string, amountFen: bigint): readonly PostingLine[] =>
  between(allocationId, SPENT, AVAILABLE, amountFen);
