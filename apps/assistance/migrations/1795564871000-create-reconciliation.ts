import { applicationRole } from '@nuan/database';
import { auditedTables, derivedTable, dropAuditedTables, dropDerivedTable } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reconciliation (对账): where ledger, payments, batches, payment files and the bank's word differ, and what each look found. */
export class CreateReconciliation1795564871000 implements MigrationInterface {
  readonly name = 'CreateReconciliation1795564871000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [LOADED, DIFFERENCES, RUNS]) await queryRunner.query(sql);
    await derivedTable(queryRunner, 'loaded_payment', 'rebuild_loaded_payment');
    await auditedTables(queryRunner, ['reconciliation_run']);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant select on loaded_payment, reconciliation_difference to ${app};
      grant select, insert on reconciliation_run to ${app};`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropAuditedTables(queryRunner, ['reconciliation_run']);
    await dropDerivedTable(queryRunner, 'loaded_payment');
    await queryRunner.query(`
      drop table reconciliation_run;
      drop view reconciliation_difference;
      drop function rebuild_loaded_payment();
      drop table loaded_payment;`);
  }
}

/**
 * Payments by account that a bulk load brought as paid: the load's audited act (counts and checksum) is their confirmation, as
 * an opening balance is. Once the bank has been sent anything, nothing is added.
 */
const LOADED = `
create table loaded_payment (
  disbursement_id uuid not null,
  constraint loaded_payment_pkey primary key (disbursement_id),
  constraint loaded_payment_disbursement_id_fk foreign key (disbursement_id) references disbursement (id)
);
comment on table loaded_payment is
  'Payments by account that a bulk load brought as paid: the audited act of the load confirms them, in place of a line of the bank''s.';

create function rebuild_loaded_payment() returns void language sql as $$
  insert into loaded_payment (disbursement_id)
  select d.id from disbursement d
  where d.paid_at is not null and d.mode in ('BANK_CARD','PASSBOOK') and not exists (select from bank_line)
  on conflict on constraint loaded_payment_pkey do nothing;
$$;
comment on function rebuild_loaded_payment() is 'Takes the paid payments of a bulk load as confirmed by it; does nothing once payments have been sent to the bank.';
revoke execute on function rebuild_loaded_payment() from public;
`;

const OF_LEDGER = `
select e.allocation_id,
  coalesce(sum(e.amount_fen) filter (where e.account = 'AVAILABLE'), 0) as available,
  coalesce(sum(e.amount_fen) filter (where e.account = 'RESERVED'), 0) as reserved,
  coalesce(sum(e.amount_fen) filter (where e.account = 'SPENT'), 0) as spent
from ledger_entry e where e.allocation_id is not null group by e.allocation_id`;

const OF_PAYMENTS = `
select d.allocation_id,
  coalesce(sum(d.amount_fen) filter (where d.status in ('RESERVED','APPROVED','SENT')), 0) as reserved,
  coalesce(sum(d.amount_fen) filter (where d.status in ('PAID','RECONCILED')), 0)
    - coalesce(sum(r.fen) filter (where d.status in ('PAID','RECONCILED')), 0) as spent
from disbursement d
  left join (select disbursement_id, sum(amount_fen) as fen from payment_return group by disbursement_id) r on r.disbursement_id = d.id
group by d.allocation_id`;

/** Of a balance, what its allocation says and what another side says. */
const balance = (kind: string, column: string, side: string, sideColumn: string): string => `
select '${kind}', a.id, a.region_code, f.campaign_code, a.${column}::bigint, coalesce(s.${sideColumn}, 0)::bigint
from allocation a join fund f on f.id = a.fund_id left join ${side} s on s.allocation_id = a.id
where a.${column} <> coalesce(s.${sideColumn}, 0)`;

const DIFFERENCES = `
create view reconciliation_difference (kind, subject_id, region_code, campaign_code, expected_fen, found_fen) as
with of_ledger as (${OF_LEDGER}), of_payments as (${OF_PAYMENTS}), of_batches as (
  select d.batch_id, sum(d.amount_fen) as fen, count(*) as n from disbursement d where d.batch_id is not null group by d.batch_id
), of_files as (
  select l.file_id, sum(l.amount_fen) as fen, count(*) as n, min(d.campaign_code) as campaign_code
  from bank_line l join disbursement d on d.id = l.disbursement_id group by l.file_id
), statement as (
  select region_code, max(dated_on) as until_on from bank_answer where kind = 'STATEMENT' and status = 'APPLIED' group by region_code
)
${[
  balance('AVAILABLE_AND_LEDGER', 'available_fen', 'of_ledger', 'available'),
  balance('RESERVED_AND_LEDGER', 'reserved_fen', 'of_ledger', 'reserved'),
  balance('SPENT_AND_LEDGER', 'spent_fen', 'of_ledger', 'spent'),
  balance('RESERVED_AND_PAYMENTS', 'reserved_fen', 'of_payments', 'reserved'),
  balance('SPENT_AND_PAYMENTS', 'spent_fen', 'of_payments', 'spent'),
].join(' union all ')}
union all
select 'BATCH_AND_PAYMENTS', b.id, b.region_code, b.campaign_code, b.total_fen, coalesce(s.fen, 0)::bigint
from payment_batch b left join of_batches s on s.batch_id = b.id
where b.status not in ('DRAFT','FILLING') and (b.total_fen, b.line_count) is distinct from (coalesce(s.fen, 0)::bigint, coalesce(s.n, 0)::int)
union all
select 'FILE_AND_LINES', f.id, f.region_code, s.campaign_code, f.total_fen, coalesce(s.fen, 0)::bigint
from bank_file f left join of_files s on s.file_id = f.id
where (f.total_fen, f.line_count) is distinct from (coalesce(s.fen, 0)::bigint, coalesce(s.n, 0)::int)
union all
select 'PAID_WITHOUT_CONFIRMATION', d.id, d.region_code, d.campaign_code, d.amount_fen, 0
from disbursement d
where d.status in ('PAID','RECONCILED','REVERSED') and d.mode in ('BANK_CARD','PASSBOOK')
  and not exists (select from bank_line l where l.disbursement_id = d.id and l.state = 'CONFIRMED')
  and not exists (select from loaded_payment p where p.disbursement_id = d.id)
union all
select 'CONFIRMED_AND_NOT_PAID', d.id, d.region_code, d.campaign_code, l.amount_fen,
  case when d.status in ('PAID','RECONCILED','REVERSED') then d.amount_fen else 0 end
from bank_line l join disbursement d on d.id = l.disbursement_id
where l.state = 'CONFIRMED' and (d.status not in ('PAID','RECONCILED','REVERSED') or d.amount_fen <> l.amount_fen)
union all
select 'NOT_ON_STATEMENT', d.id, d.region_code, d.campaign_code, l.amount_fen, 0
from bank_line l join disbursement d on d.id = l.disbursement_id
where l.state = 'CONFIRMED' and l.statement_id is null and exists (
  select from statement s where l.region_code like regexp_replace(s.region_code, '(00){1,2}$', '') || '%'
    and s.until_on >= (l.answered_at at time zone 'Asia/Shanghai')::date)
union all
select 'OUTCOME_UNKNOWN', d.id, d.region_code, d.campaign_code, l.amount_fen, 0
from bank_line l join disbursement d on d.id = l.disbursement_id where l.state = 'UNKNOWN'
union all
select 'OPEN_ANOMALY', a.id, a.region_code, d.campaign_code, coalesce(a.sent_fen, 0), a.amount_fen
from bank_anomaly a left join disbursement d on d.id = a.disbursement_id where a.status = 'OPEN';
comment on view reconciliation_difference is
  'Where two sides that must agree don''t, each by its kind and subject: balances and ledger, balances and payments, batches, files, confirmations, statement. Empty when all is well (I21).';
`;

const RUNS = `
create table reconciliation_run (
  id uuid not null,
  campaign_code text,
  ran_by text not null,
  ran_at timestamptz not null,
  difference_count integer not null,
  differences jsonb not null,
  constraint reconciliation_run_pkey primary key (id),
  constraint reconciliation_run_campaign_code_fk foreign key (campaign_code) references campaign (code),
  constraint reconciliation_run_difference_count_not_negative check (difference_count >= 0)
);
create index reconciliation_run_ran_at_idx on reconciliation_run (ran_at, id);
comment on table reconciliation_run is 'Each look for differences, with those it found (the first 1,000): a difference that was seen stays on record when it is gone (I21).';
comment on column reconciliation_run.ran_by is 'User or program that looked. Personal data of an officer on duty: kept with the ledger.';
`;
