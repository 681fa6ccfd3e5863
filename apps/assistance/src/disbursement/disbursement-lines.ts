import type { ActTransaction } from '@nuan/facts';

import { postMany } from '../ledger/ledger.writer';
import type { LedgerKind } from '../ledger/ledger-transaction.entity';
import type { PostingLine } from '../ledger/movement';
import type { PayStatus } from './pay-status';

/** Money of payments that moves together: what one allocation gives or gets back for one campaign. */
export interface MovedMoney {
  readonly fundId: string;
  readonly allocationId: string;
  readonly campaignCode: string | null;
  readonly fen: bigint;
}

/** A locked payment, as the acts on it need it. */
export interface Line {
  readonly id: string;
  readonly status: PayStatus;
  readonly batchId: string | null;
  readonly fundId: string;
  readonly allocationId: string;
  readonly campaignCode: string | null;
  readonly amountFen: string;
}

/**
 * Locks the allocations that pay the given payments, in the order of their ids. Every act that moves money takes them first,
 * then payments, then caps: acts over the same money wait for each other and don't deadlock.
 */
export async function lockAllocationsOf(tx: ActTransaction, ids: readonly string[]): Promise<void> {
  await tx.query(
    `select id from allocation where id in (select allocation_id from disbursement where id = any($1::uuid[]))
     order by id for no key update`,
    [ids],
  );
}

/** Locks those of the payments that are in one of the states; the others have been moved by someone else. In the order of ids. */
export function lockLines(tx: ActTransaction, ids: readonly string[], states: readonly PayStatus[]): Promise<Line[]> {
  return tx.query<Line[]>(
    `select id, status, batch_id as "batchId", fund_id as "fundId", allocation_id as "allocationId", campaign_code as "campaignCode",
       amount_fen as "amountFen" from disbursement where id = any($1::uuid[]) and status = any($2::text[]) order by id for no key update`,
    [ids, states],
  );
}

/** What the payments take from each allocation and campaign. */
export function moneyOf(lines: readonly Line[]): MovedMoney[] {
  const sums = new Map<string, MovedMoney>();
  for (const { fundId, allocationId, campaignCode, amountFen } of lines) {
    const key = `${allocationId} ${campaignCode ?? ''}`;
    const fen = (sums.get(key)?.fen ?? 0n) + BigInt(amountFen);
    sums.set(key, { fundId, allocationId, campaignCode, fen });
  }
  return [...sums.values()];
}

/** Posts the money of payments: one ledger transaction per fund and campaign, two lines per allocation, one statement in all. */
export async function postMoney(
  tx: ActTransaction,
  kind: LedgerKind,
  money: readonly MovedMoney[],
  linesOf: (allocationId: string, fen: bigint) => readonly PostingLine[],
): Promise<void> {
  const postings = new Map<string, { fundId: string; campaignCode: string | null; lines: PostingLine[] }>();
  for (const { fundId, allocationId, campaignCode, fen } of money) {
    const key = `${fundId} ${campaignCode ?? ''}`;
    const posting = postings.get(key) ?? { fundId, campaignCode, lines: [] };
    posting.lines.push(...linesOf(allocationId, fen));
    postings.set(key, posting);
  }
  await postMany(
    tx,
    [...postings.values()].map((posting) => ({ kind, ...posting })),
  );
}
