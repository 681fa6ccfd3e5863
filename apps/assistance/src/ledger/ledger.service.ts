import { assertCan, scopePatterns } from '@nuan/auth';
import { alignMany, andOfUnions, type Batch } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { LedgerPosting } from './ledger-posting';

interface PostingRow extends Omit<LedgerPosting, 'amount'> {
  readonly allocationId: string;
  readonly amountFen: string;
}

/** Reads the ledger (台账), within the viewer's regions. */
export class LedgerService {
  constructor(private readonly db: DataSource) {}

  /** The latest `first` lines of each allocation, the latest first, in one statement; index-aligned. */
  readonly loadPostings: Batch<string, readonly LedgerPosting[], { readonly first: number }> = async (
    viewer,
    allocationIds,
    { first },
  ) => {
    assertCan(viewer, 'fund:read');
    const rows = await this.db.query<PostingRow[]>(
      `select a.id as "allocationId", p.* from allocation a cross join lateral (
         select t.id as "transactionId", t.kind, e.account, e.amount_fen as "amountFen", t.posted_at as "postedAt", t.memo,
           t.reverses_id as "reversesId", t.campaign_code as "campaignCode"
         from ledger_entry e join ledger_transaction t on t.id = e.transaction_id
         where e.allocation_id = a.id order by t.posted_at desc, t.id desc, e.line limit $3
       ) p where a.id = any($1::uuid[]) and a.region_code like any($2::text[]) ${andOfUnions(viewer, 'a.to_union_id', 'a.from_union_id')}`,
      [allocationIds, scopePatterns(viewer), first],
    );
    const found = alignMany(allocationIds, rows, (row) => row.allocationId);
    return found.map((own) => own.map(postingOf));
  };
}

function postingOf({ allocationId: _allocation, amountFen, ...row }: PostingRow): LedgerPosting {
  return Object.assign(new LedgerPosting(), row, { amount: BigInt(amountFen) });
}
