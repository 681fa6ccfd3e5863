import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the ledger refuses beyond an overdraft, decided under the locks of the allocations: money of another fund, money passed
 * to anyone but a child, money set aside where it must be passed down in full (I13), at an unconfirmed allocation or in a closed
 * fund. An overdraft now tells what was there and what was asked.
 */
export class GuardLedgerPostings1795564850020 implements MigrationInterface {
  readonly name = 'GuardLedgerPostings1795564850020';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(posting(GUARD_VARIABLES, GUARDS));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(posting('', ''));
  }
}

const GUARD_VARIABLES = `
declare
  broken record;
  short record;`;

const GUARDS = `
  select e.allocation_id, r.rule into broken
  from new_entries e
    join ledger_transaction t on t.id = e.transaction_id
    join allocation a on a.id = e.allocation_id
    join fund f on f.id = a.fund_id,
    lateral (select case
      when a.fund_id <> t.fund_id then 'ledger_entry_allocation_of_fund'
      when f.closed_on is not null and t.kind in ('RAISED','PASSED_DOWN','RESERVED') and e.amount_fen > 0 then 'fund_open'
      when t.kind = 'RESERVED' and a.parent_id is null and f.passes_down_in_full then 'allocation_passed_down_in_full'
      when t.kind = 'RESERVED' and (a.confirmed_on is null or a.status not in ('ISSUED','CONFIRMED')) then 'allocation_confirmed'
    end as rule) r
  where r.rule is not null limit 1;
  if found then
    raise exception 'the ledger refuses the posting: %', broken.rule using errcode = 'check_violation', table = 'allocation',
      constraint = broken.rule, detail = jsonb_build_object('allocationId', broken.allocation_id)::text;
  end if;
  -- What a parent passes down is what its children receive, and the other way round for returns.
  if exists (
    select from new_entries e join ledger_transaction t on t.id = e.transaction_id join allocation a on a.id = e.allocation_id
    where t.kind in ('PASSED_DOWN','RETURNED')
    group by e.transaction_id, case when (t.kind = 'PASSED_DOWN') = (e.amount_fen > 0) then a.parent_id else a.id end
    having sum(e.amount_fen) <> 0
  ) then
    raise exception 'money moves between an allocation and its children alone'
      using errcode = 'check_violation', table = 'ledger_entry', constraint = 'ledger_entry_along_the_tree';
  end if;
  select e.allocation_id, e.account, b.held_fen, -sum(e.amount_fen) as asked_fen into short
  from new_entries e join allocation a on a.id = e.allocation_id,
    lateral (select case e.account when 'AVAILABLE' then a.available_fen when 'RESERVED' then a.reserved_fen else a.spent_fen end as held_fen) b
  group by e.allocation_id, e.account, b.held_fen having b.held_fen + sum(e.amount_fen) < 0
  order by e.allocation_id limit 1;
  if found then
    raise exception 'new row for relation "allocation" violates check constraint "allocation_%_fen_not_negative"', lower(short.account)
      using errcode = 'check_violation', table = 'allocation', constraint = 'allocation_' || lower(short.account) || '_fen_not_negative',
        detail = jsonb_build_object('allocationId', short.allocation_id, 'account', short.account,
          'availableFen', short.held_fen::text, 'requestedFen', short.asked_fen::text)::text;
  end if;`;

/** The trigger of the ledger, with guards that run once the allocations are locked. */
const posting = (variables: string, guards: string): string => `
create or replace function ledger_entry_post() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$${variables}
begin
  if exists (select from new_entries group by transaction_id having sum(amount_fen) <> 0) then
    raise exception 'the entries of a ledger transaction must add up to zero'
      using errcode = 'check_violation', table = 'ledger_entry', constraint = 'ledger_entry_amount_fen_balanced';
  end if;
  -- Allocations are locked in one order, so two batches over the same ones wait instead of deadlocking. No key, because
  -- the foreign key of each line already holds its key share: a full lock would wait for the other batch's share, and it for ours.
  perform from allocation where id in (select allocation_id from new_entries) order by id for no key update;${guards}
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
`;
