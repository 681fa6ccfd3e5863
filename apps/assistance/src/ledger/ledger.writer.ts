import { RuleBroken } from '@nuan/federation';
import type { ActTransaction } from '@nuan/facts';
import { newId } from '@nuan/kernel';

import { FundsInsufficient } from './funds-insufficient';
import type { LedgerKind } from './ledger-transaction.entity';
import type { PostingLine } from './movement';

/** One movement of money to be posted: all lines are of allocations of one fund and add up to zero. */
export interface Posting {
  readonly kind: LedgerKind;
  readonly fundId: string;
  readonly campaignCode?: string | null | undefined;
  readonly memo?: string | null | undefined;
  /** The transaction that this one takes back; a transaction is taken back once. */
  readonly reversesId?: string | null | undefined;
  readonly lines: readonly PostingLine[];
}

const POST = `
with posted as (
  insert into ledger_transaction (id, kind, fund_id, campaign_code, posted_at, posted_by, reverses_id, memo)
  select t.id, t.kind, t.fund_id, t.campaign_code, $7, $8, t.reverses_id, t.memo
  from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::uuid[], $6::text[]) t (id, kind, fund_id, campaign_code, reverses_id, memo)
)
insert into ledger_entry (transaction_id, line, account, allocation_id, amount_fen)
select l.transaction_id, l.line, l.account, l.allocation_id, l.amount_fen
from unnest($9::uuid[], $10::smallint[], $11::text[], $12::uuid[], $13::bigint[]) l (transaction_id, line, account, allocation_id, amount_fen)`;

/**
 * Posts one movement of money: the one way to move a balance. The act's audit row names the ledger transaction.
 *
 * Refuses the act with {@link FundsInsufficient} when a balance doesn't hold what is asked, and with {@link RuleBroken} when
 * the ledger's guards say no (closed fund, unconfirmed allocation, money that must be passed down in full, a transaction that
 * was taken back before).
 *
 * @returns the id of the ledger transaction.
 */
export async function post(tx: ActTransaction, posting: Posting): Promise<string> {
  const [id = ''] = await postMany(tx, [posting]);
  return id;
}

/**
 * Posts many movements in one statement: all of them or none. Balances are checked over the sum of all lines, in the order of
 * the allocations' ids. Index-aligned ids of the ledger transactions; refusals as of {@link post}.
 */
export async function postMany(tx: ActTransaction, postings: readonly Posting[]): Promise<readonly string[]> {
  if (postings.length === 0) return [];
  const rows = postings.map((posting) => ({ ...posting, id: newId() }));
  const lines = rows.flatMap(({ id, lines: own }) => own.map((line, at) => ({ ...line, id, at: at + 1 })));
  const values = [
    rows.map(({ id }) => id),
    rows.map(({ kind }) => kind),
    rows.map(({ fundId }) => fundId),
    rows.map(({ campaignCode }) => campaignCode ?? null),
    rows.map(({ reversesId }) => reversesId ?? null),
    rows.map(({ memo }) => memo ?? null),
    tx.now,
    tx.viewer.subject,
    lines.map(({ id }) => id),
    lines.map(({ at }) => at),
    lines.map(({ account }) => account),
    lines.map(({ allocationId }) => allocationId),
    lines.map(({ amountFen }) => String(amountFen)),
  ];
  await tx.query(POST, values).catch((error: unknown) => refuse(tx, error));
  const ids = rows.map(({ id }) => id);
  tx.about('LedgerTransaction', ids);
  return ids;
}

/** What the ledger's guards refuse, by constraint: rule, field and what to do. */
const GUARDS: Readonly<Record<string, readonly [rule: string, field: string, message: string]>> = {
  fund_open: ['FUND_OPEN', 'fundId', 'The fund is closed: take another fund.'],
  allocation_passed_down_in_full: [
    'PASS_DOWN_IN_FULL',
    'allocationId',
    'This money must be passed down in full: its raising union may not spend it. Pass it down, and pay from below.',
  ],
  allocation_confirmed: [
    'ALLOCATION_CONFIRMED',
    'allocationId',
    'The receiving union has not confirmed this money, or it is settled: have it confirmed first.',
  ],
  ledger_entry_allocation_of_fund: ['ALLOCATION_OF_FUND', 'allocationId', 'The allocation belongs to another fund.'],
  ledger_entry_along_the_tree: [
    'ALONG_THE_TREE',
    'allocationId',
    'Money moves between an allocation and the ones below it alone.',
  ],
  ledger_transaction_reverses_id_unique: [
    'REVERSED_ONCE',
    'transactionId',
    'It was taken back before: a reversal is not reversed again.',
  ],
};

interface DatabaseRefusal {
  readonly constraint: string;
  readonly detail: string;
}

function refuse(tx: ActTransaction, error: unknown): never {
  if (!isRefusal(error)) throw error;
  const { constraint, detail } = error;
  const guard = GUARDS[constraint];
  if (guard !== undefined) return tx.refuse(new RuleBroken(...guard));
  if (/^allocation_(available|reserved|spent)_fen_not_negative$/.test(constraint) && detail.startsWith('{')) {
    const short = JSON.parse(detail) as { allocationId: string; availableFen: string; requestedFen: string };
    return tx.refuse(new FundsInsufficient(short.allocationId, BigInt(short.availableFen), BigInt(short.requestedFen)));
  }
  throw error;
}

function isRefusal(error: unknown): error is DatabaseRefusal {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('constraint' in error)) return false;
  return (error.code === '23514' || error.code === '23505') && typeof error.constraint === 'string';
}
