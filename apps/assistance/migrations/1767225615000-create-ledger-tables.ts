import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The ledger (台账): append-only double entry. Its trigger refuses a transaction that doesn't balance and moves the
 * balances of the allocations in the same statement, so balances never differ from the postings.
 */
export class CreateLedgerTables1767225615000 implements MigrationInterface {
  readonly name = 'CreateLedgerTables1767225615000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(LEDGER);
    await queryRunner.query(POSTING);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`grant select, insert on ledger_transaction, ledger_entry to ${app}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table ledger_entry, ledger_transaction');
    await queryRunner.query('drop function ledger_entry_post()');
  }
}

const LEDGER = `
create table ledger_transaction (
  id uuid not null,
  kind text not null,
  fund_id uuid not null,
  campaign_code text,
  posted_at timestamptz not null,
  posted_by text not null,
  reverses_id uuid,
  memo text,
  constraint ledger_transaction_pkey primary key (id),
  constraint ledger_transaction_fund_id_fk foreign key (fund_id) references fund (id),
  constraint ledger_transaction_campaign_code_fk foreign key (campaign_code) references campaign (code),
  constraint ledger_transaction_reverses_id_fk foreign key (reverses_id) references ledger_transaction (id),
  constraint ledger_transaction_reverses_id_unique unique (reverses_id),
  constraint ledger_transaction_kind_known check
    (kind in ('RAISED','PASSED_DOWN','RETURNED','RESERVED','RELEASED','PAID','REVERSED')),
  constraint ledger_transaction_posted_by_present check (length(btrim(posted_by)) > 0)
);
create index ledger_transaction_campaign_code_idx on ledger_transaction (campaign_code, kind);
create index ledger_transaction_fund_id_idx on ledger_transaction (fund_id);
comment on table ledger_transaction is
  'One movement of money, posted once and never changed; a correction is a transaction that reverses it (I36). One may carry a whole batch of payments.';
comment on column ledger_transaction.posted_by is 'User who posted it. Personal data of an officer on duty: kept with the ledger.';

create table ledger_entry (
  transaction_id uuid not null,
  line smallint not null,
  account text not null,
  allocation_id uuid,
  amount_fen bigint not null,
  constraint ledger_entry_pkey primary key (transaction_id, line),
  constraint ledger_entry_transaction_id_fk foreign key (transaction_id) references ledger_transaction (id),
  constraint ledger_entry_allocation_id_fk foreign key (allocation_id) references allocation (id),
  constraint ledger_entry_account_known check (account in ('CONTRIBUTOR','AVAILABLE','RESERVED','SPENT')),
  constraint ledger_entry_allocation_id_with_account check ((allocation_id is null) = (account = 'CONTRIBUTOR')),
  constraint ledger_entry_amount_fen_not_zero check (amount_fen <> 0)
);
create index ledger_entry_allocation_id_idx on ledger_entry (allocation_id);
comment on table ledger_entry is
  'One line of a transaction: positive into the account, negative out of it. The lines of a transaction are inserted in one statement and add up to zero.';
`;

const POSTING = `
create function ledger_entry_post() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from new_entries group by transaction_id having sum(amount_fen) <> 0) then
    raise exception 'the entries of a ledger transaction must add up to zero'
      using errcode = 'check_violation', table = 'ledger_entry', constraint = 'ledger_entry_amount_fen_balanced';
  end if;
  -- Allocations are locked in one order, so two batches over the same ones wait instead of deadlocking. No key, because
  -- the foreign key of each line already holds its key share: a full lock would wait for the other batch's share, and it for ours.
  perform from allocation where id in (select allocation_id from new_entries) order by id for no key update;
  update allocation a set
    amount_fen = a.amount_fen + m.amount_fen,
    available_fen = a.available_fen + m.available_fen,
    reserved_fen = a.reserved_fen + m.reserved_fen,
    spent_fen = a.spent_fen + m.spent_fen,
    passed_down_fen = a.passed_down_fen + m.passed_down_fen,
    moved_at = greatest(a.moved_at, m.posted_at)
  from (
    select e.allocation_id,
      coalesce(sum(e.amount_fen) filter (where t.kind = 'RAISED' or (t.kind = 'PASSED_DOWN' and e.amount_fen > 0)
        or (t.kind = 'RETURNED' and e.amount_fen < 0)), 0)::bigint as amount_fen,
      coalesce(sum(e.amount_fen) filter (where e.account = 'AVAILABLE'), 0)::bigint as available_fen,
      coalesce(sum(e.amount_fen) filter (where e.account = 'RESERVED'), 0)::bigint as reserved_fen,
      coalesce(sum(e.amount_fen) filter (where e.account = 'SPENT'), 0)::bigint as spent_fen,
      coalesce(-sum(e.amount_fen) filter (where (t.kind = 'PASSED_DOWN' and e.amount_fen < 0)
        or (t.kind = 'RETURNED' and e.amount_fen > 0)), 0)::bigint as passed_down_fen,
      max(t.posted_at) as posted_at
    from new_entries e join ledger_transaction t on t.id = e.transaction_id
    where e.allocation_id is not null
    group by e.allocation_id
  ) m
  where a.id = m.allocation_id;
  return null;
end $$;
comment on function ledger_entry_post() is 'Refuses an unbalanced transaction and moves the balances of the allocations it touches.';
create trigger ledger_entry_post after insert on ledger_entry
  referencing new table as new_entries for each statement execute function ledger_entry_post();
`;
