import { nextWeekday } from './pay-days';
import { type FundBook, passedDownFen, receivedFen, type SampleAllocation, type SampleFund } from './fund-book';

/** One line of a posting: an account of an allocation, or of the contributors when it names none. */
export interface PostingLine {
  readonly account: 'CONTRIBUTOR' | 'AVAILABLE' | 'RESERVED' | 'SPENT';
  readonly allocation: SampleAllocation | null;
  readonly amountFen: bigint;
}

/** One ledger transaction of the sample; payments are posted in batches, one per allocation. */
export interface Posting {
  readonly kind: 'RAISED' | 'PASSED_DOWN' | 'RESERVED' | 'PAID';
  readonly fund: SampleFund;
  /** Instant as 'YYYY-MM-DD HH:MM:SS+08'. */
  readonly at: string;
  readonly by: string;
  readonly lines: readonly PostingLine[];
}

const line = (
  account: PostingLine['account'],
  allocation: SampleAllocation | null,
  amountFen: bigint,
): PostingLine => ({
  account,
  allocation,
  amountFen,
});

/** Day on which an allocation has its money: the day it was raised, or for a county below a city the next working day. */
export function heldFrom(allocation: SampleAllocation): string {
  const { raisedOn } = allocation.fund.plan;
  return allocation.parent === null || allocation.parent.parent === null ? raisedOn : nextWeekday(raisedOn);
}

/** All postings, in an order in which no balance is ever negative: raised, passed down, set aside, paid. */
export function postingsOf(book: FundBook): Posting[] {
  return book.funds.flatMap((fund) => fund.tree.flatMap((allocation) => postingsAt(fund, allocation)));
}

function postingsAt(fund: SampleFund, allocation: SampleAllocation): Posting[] {
  const found: Posting[] = [];
  const by = `cashier-${allocation.union.regionCode}`;
  const post = (kind: Posting['kind'], at: string, lines: readonly PostingLine[]): void => {
    found.push({ kind, fund, at: `${at}+08`, by, lines });
  };
  const from = heldFrom(allocation);
  const received = receivedFen(allocation);
  if (received === 0n) return found;
  if (allocation.parent === null) {
    post('RAISED', `${from} 09:00:00`, [line('CONTRIBUTOR', null, -received), line('AVAILABLE', allocation, received)]);
  }
  const below = allocation.children.filter((child) => receivedFen(child) > 0n);
  if (below.length > 0) {
    const out = line('AVAILABLE', allocation, -passedDownFen(allocation));
    const downOn = heldFrom(below[0] ?? allocation);
    post('PASSED_DOWN', `${downOn} 10:00:00`, [
      out,
      ...below.map((child) => line('AVAILABLE', child, receivedFen(child))),
    ]);
  }
  const taken = allocation.spentFen + allocation.reservedFen;
  if (taken > 0n) {
    const on = nextWeekday(fund.plan.raisedOn);
    post('RESERVED', `${on} 14:00:00`, [line('AVAILABLE', allocation, -taken), line('RESERVED', allocation, taken)]);
  }
  if (allocation.spentFen > 0n) {
    const lines = [line('RESERVED', allocation, -allocation.spentFen), line('SPENT', allocation, allocation.spentFen)];
    post('PAID', `${allocation.lastPaidOn} 17:00:00`, lines);
  }
  return found;
}
