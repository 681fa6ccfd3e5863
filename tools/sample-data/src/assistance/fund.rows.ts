import { UnionLevel } from '@nuan/kernel';
import type { SampleTools, TableLoad } from '../table-load';
import { type FundBook, passedDownFen, receivedFen, type SampleFund } from './fund-book';
import { heldFrom, type Posting } from './ledger-postings';
import { nextWeekday } from './pay-days';

function nameOf({ holder, plan }: SampleFund): string {
  const place = holder.level === UnionLevel.PROVINCE ? '' : holder.name.replace('总工会', '');
  return `${String(plan.year)}年${place}${plan.name}`;
}

/** Funds with their earmarks. */
export const fundLoad = (book: FundBook, tools: SampleTools): TableLoad => ({
  table: 'fund',
  columns: [
    ...[
      'id',
      'source',
      'name',
      'year',
      'raised_by',
      'union_id',
      'region_code',
      'campaign_code',
      'rule_groups',
      'rule_purposes',
    ],
    ...['passes_down_in_full', 'pass_down_due_on'],
  ],
  *rows() {
    for (const fund of book.funds) {
      const { plan, holder } = fund;
      yield [
        tools.id('fund', fund.index),
        plan.source,
        nameOf(fund),
        plan.year,
        holder.level,
        holder.id,
        holder.regionCode,
        plan.campaign,
        plan.groups,
        plan.purposes,
        plan.passesDownInFull,
        plan.passesDownInFull ? nextWeekday(plan.raisedOn) : null,
      ];
    }
  },
});

const ALLOCATION = [
  ...['id', 'fund_id', 'source', 'parent_id', 'from_union_id', 'from_level', 'to_union_id', 'to_level', 'region_code'],
  ...['status', 'issued_on', 'confirmed_on', 'amount_fen', 'available_fen', 'reserved_fen', 'spent_fen'],
  ...['passed_down_fen', 'moved_at'],
];

/** Allocations with the balances that the postings add up to: a load writes both, where the application's ledger writes one. */
export const allocationLoad = (book: FundBook, postings: readonly Posting[], tools: SampleTools): TableLoad => ({
  table: 'allocation',
  columns: ALLOCATION,
  *rows() {
    const movedAt = lastPostings(postings);
    for (const allocation of book.allocations) {
      const { fund, parent, union } = allocation;
      yield [
        tools.id('allocation', allocation.index),
        tools.id('fund', fund.index),
        fund.plan.source,
        parent === null ? null : tools.id('allocation', parent.index),
        parent?.union.id ?? null,
        parent?.union.level ?? null,
        union.id,
        union.level,
        union.regionCode,
        fund.plan.year === 2016 ? 'SETTLED' : 'CONFIRMED',
        heldFrom(allocation),
        heldFrom(allocation),
        receivedFen(allocation),
        allocation.availableFen,
        allocation.reservedFen,
        allocation.spentFen,
        passedDownFen(allocation),
        movedAt.get(allocation.index) ?? null,
      ];
    }
  },
});

/** When each allocation was last posted to. */
function lastPostings(postings: readonly Posting[]): Map<number, string> {
  const movedAt = new Map<number, string>();
  for (const { at, lines } of postings) {
    for (const { allocation } of lines) {
      if (allocation !== null && at > (movedAt.get(allocation.index) ?? '')) movedAt.set(allocation.index, at);
    }
  }
  return movedAt;
}

/** The ledger: transactions and their lines. */
export const ledgerLoads = (postings: readonly Posting[], tools: SampleTools): TableLoad[] => [
  {
    table: 'ledger_transaction',
    columns: ['id', 'kind', 'fund_id', 'campaign_code', 'posted_at', 'posted_by'],
    *rows() {
      for (const [index, { kind, fund, at, by }] of postings.entries()) {
        yield [tools.id('posting', index), kind, tools.id('fund', fund.index), fund.plan.campaign, at, by];
      }
    },
  },
  {
    table: 'ledger_entry',
    columns: ['transaction_id', 'line', 'account', 'allocation_id', 'amount_fen'],
    *rows() {
      for (const [index, { lines }] of postings.entries()) {
        const id = tools.id('posting', index);
        for (const [at, { account, allocation, amountFen }] of lines.entries()) {
          yield [id, at + 1, account, allocation === null ? null : tools.id('allocation', allocation.index), amountFen];
        }
      }
    },
  },
];
