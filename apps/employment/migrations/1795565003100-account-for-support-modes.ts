import { applicationRole, dropRegionWall, regionWall } from '@nuan/database';
import { auditedTables, dropAuditedTables } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Accounts for the support of a start-up by its mode (扶持方式): money says in which mode it was paid, loans are paid back in instalments, subsidies
 * of interest cover a period each, and materials are support without a payment.
 */
export class AccountForSupportModes1795565003100 implements MigrationInterface {
  readonly name = 'AccountForSupportModes1795565003100';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [PROJECT, PAYMENT, posting(true), PERIOD, ENTRY, ENTERING]) await queryRunner.query(sql);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant select, insert on startup_entry to ${app};
      grant update (loan_due_on) on startup_project to ${app};`);
    await auditedTables(queryRunner, ['startup_entry']);
    await regionWall(queryRunner, 'startup_entry');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropRegionWall(queryRunner, 'startup_entry');
    await dropAuditedTables(queryRunner, ['startup_entry']);
    await queryRunner.query(`
      drop table startup_entry;
      drop function startup_entry_post();
      drop function startup_entry_refuse_change();
      drop trigger employment_payment_subsidy_period on employment_payment;
      drop function employment_payment_subsidy_period();`);
    await queryRunner.query(posting(false));
    await queryRunner.query(UNDO);
  }
}

const PROJECT = `
alter table startup_project
  add column loan_fen bigint not null default 0,
  add column loan_due_on date,
  add column repaid_fen bigint not null default 0,
  add column material_fen bigint not null default 0,
  add constraint startup_project_loan_fen_within_paid check (loan_fen between 0 and paid_fen),
  add constraint startup_project_loan_due_on_when_lent check (loan_fen = 0 or loan_due_on is not null),
  add constraint startup_project_repaid_fen_within_loan check (repaid_fen between 0 and loan_fen),
  add constraint startup_project_material_fen_within_amount check (material_fen >= 0 and paid_fen + material_fen <= amount_fen),
  add constraint startup_project_closed_once_repaid check (state <> 'CLOSED' or repaid_fen = loan_fen),
  drop constraint startup_project_recovered_fen_within_paid,
  add constraint startup_project_recovered_fen_within_paid check
    (recovered_fen >= 0 and case state when 'RECOVERED' then recovered_fen + repaid_fen <= paid_fen + material_fen else recovered_fen = 0 end);
comment on column startup_project.loan_fen is 'Of the money paid, what was lent without interest; kept by the postings.';
comment on column startup_project.repaid_fen is 'Of the loan, what was paid back; kept by the entries.';
comment on column startup_project.material_fen is 'Value of materials handed over; kept by the entries. With the money it never goes beyond the award.';
comment on column startup_project.recovered_fen is 'Money and value of materials taken back, beside what was repaid; it does not lower what was paid.';
`;

const PAYMENT = `
alter table employment_payment
  add column support_mode text,
  add column subsidy_from date,
  add column subsidy_to date,
  add constraint employment_payment_support_mode_known check (support_mode in ('GRANT','INTEREST_SUBSIDY','INTEREST_FREE_LOAN','EQUITY')),
  add constraint employment_payment_support_mode_of_startup check (support_mode is null or purpose = 'STARTUP'),
  add constraint employment_payment_subsidy_of_mode check
    ((support_mode is not distinct from 'INTEREST_SUBSIDY') = (subsidy_from is not null) and (subsidy_from is null) = (subsidy_to is null)),
  add constraint employment_payment_subsidy_to_after_from check (subsidy_to >= subsidy_from);
comment on column employment_payment.support_mode is 'Mode of support in which it was paid; null for other purposes and on older records.';
comment on column employment_payment.subsidy_from is 'First day of the loan whose interest it subsidises.';
comment on column employment_payment.subsidy_to is 'Last day of the loan whose interest it subsidises.';
`;

const TARGET = 'training_program_id, startup_project_id, pilot_id';
const targetOf = (alias: string): string => TARGET.replaceAll(/\w+_id/g, (column) => `${alias}.${column}`);

/** A reversal is exact in its mode and period, too, and moves the loan of the project. */
const posting = (byMode: boolean): string => {
  const also = byMode ? ['support_mode', 'subsidy_from', 'subsidy_to'] : [];
  const exact = (alias: string): string => [targetOf(alias), ...also.map((column) => `${alias}.${column}`)].join(', ');
  return `
create or replace function employment_payment_post() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (
    select from new_rows n join employment_payment o on o.id = n.reverses_id
    where n.amount_fen <> -o.amount_fen or n.purpose <> o.purpose or n.region_code <> o.region_code
      or (${exact('n')})
        is distinct from (${exact('o')})
  ) then
    raise exception 'a reversal takes back one payment in full, on the same target'
      using errcode = 'check_violation', constraint = 'employment_payment_reversal_exact';
  end if;
  update training_program t set spent_fen = t.spent_fen + p.fen
  from (select training_program_id as id, sum(amount_fen)::bigint as fen from new_rows
    where training_program_id is not null group by training_program_id) p
  where t.id = p.id;
  update startup_project t set paid_fen = t.paid_fen + p.fen${byMode ? ', loan_fen = t.loan_fen + p.lent' : ''}
  from (select startup_project_id as id, sum(amount_fen)::bigint as fen${byMode ? LENT : ''} from new_rows
    where startup_project_id is not null group by startup_project_id) p
  where t.id = p.id;
  update pilot_city t set spent_fen = t.spent_fen + p.fen
  from (select pilot_id, region_code, sum(amount_fen)::bigint as fen from new_rows
    where pilot_id is not null group by pilot_id, region_code) p
  where t.pilot_id = p.pilot_id and t.region_code = p.region_code;
  return null;
end $$;`;
};

const LENT = `,
      coalesce(sum(amount_fen) filter (where support_mode = 'INTEREST_FREE_LOAN'), 0)::bigint as lent`;

/** After employment_payment_post by name, which has locked the project: two subsidies at once go one after the other. */
const PERIOD = `
create function employment_payment_subsidy_period() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (
    select from new_rows n
    join employment_payment o on o.startup_project_id = n.startup_project_id and o.id <> n.id and o.reverses_id is null
      and daterange(o.subsidy_from, o.subsidy_to, '[]') && daterange(n.subsidy_from, n.subsidy_to, '[]')
    where n.subsidy_from is not null and n.reverses_id is null and o.subsidy_from is not null
      and not exists (select from employment_payment back where back.reverses_id = o.id)
  ) then
    raise exception 'interest is subsidised once for a day'
      using errcode = 'check_violation', table = 'employment_payment', constraint = 'employment_payment_subsidy_period_once';
  end if;
  return null;
end $$;
create trigger employment_payment_subsidy_period after insert on employment_payment
  referencing new table as new_rows for each statement execute function employment_payment_subsidy_period();
comment on function employment_payment_subsidy_period() is 'No two subsidies of a project that stand in the books cover the same day.';
`;

const ENTRY = `
create table startup_entry (
  id uuid not null,
  startup_project_id uuid not null,
  region_code text not null,
  kind text not null,
  made_on date not null,
  amount_fen bigint not null,
  item text,
  proof_no text,
  reverses_id uuid,
  reason text,
  constraint startup_entry_pkey primary key (id),
  constraint startup_entry_reverses_id_unique unique (reverses_id),
  constraint startup_entry_startup_project_id_fk foreign key (startup_project_id) references startup_project (id),
  constraint startup_entry_reverses_id_fk foreign key (reverses_id) references startup_entry (id),
  constraint startup_entry_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code not like '__0000'),
  constraint startup_entry_kind_known check (kind in ('MATERIAL','REPAYMENT')),
  constraint startup_entry_amount_fen_sign check
    ((reverses_id is null and amount_fen > 0) or (reverses_id is not null and amount_fen < 0)),
  constraint startup_entry_item_of_material check ((item is not null) = (kind = 'MATERIAL' and reverses_id is null)),
  constraint startup_entry_proof_no_unless_reversal check ((proof_no is not null) = (reverses_id is null)),
  constraint startup_entry_reason_of_reversal check ((reason is not null) = (reverses_id is not null)),
  constraint startup_entry_texts_present check (btrim(item) <> '' and btrim(proof_no) <> '' and btrim(reason) <> '')
);
create index startup_entry_startup_project_id_idx on startup_entry (startup_project_id, made_on, id);
comment on table startup_entry is
  'What a start-up had in kind and what it paid back: materials handed over, instalments of a loan. Append-only (I36): a correction is a second row that reverses the first.';
comment on column startup_entry.proof_no is 'Number of the signed receipt of materials, or of the bank''s voucher of an instalment.';
comment on column startup_entry.reason is 'Why the entry it reverses was wrong.';
`;

const ENTERING = `
create function startup_entry_post() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (
    select from new_rows n join startup_entry o on o.id = n.reverses_id
    where n.amount_fen <> -o.amount_fen or n.kind <> o.kind or n.startup_project_id <> o.startup_project_id or o.reverses_id is not null
  ) then
    raise exception 'a reversal takes back one entry in full'
      using errcode = 'check_violation', table = 'startup_entry', constraint = 'startup_entry_reversal_exact';
  end if;
  update startup_project t set material_fen = t.material_fen + p.material, repaid_fen = t.repaid_fen + p.repaid
  from (select startup_project_id as id, coalesce(sum(amount_fen) filter (where kind = 'MATERIAL'), 0)::bigint as material,
      coalesce(sum(amount_fen) filter (where kind = 'REPAYMENT'), 0)::bigint as repaid
    from new_rows group by startup_project_id) p
  where t.id = p.id;
  return null;
end $$;
comment on function startup_entry_post() is 'Moves the totals of the project, whose checks decide last.';
create trigger startup_entry_post after insert on startup_entry
  referencing new table as new_rows for each statement execute function startup_entry_post();

create function startup_entry_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'entries are never changed or deleted: enter a reversal'
    using errcode = 'check_violation', table = 'startup_entry', constraint = 'startup_entry_append_only';
end $$;
create trigger startup_entry_append_only before update or delete or truncate on startup_entry
  for each statement execute function startup_entry_refuse_change();
`;

const UNDO = `
alter table employment_payment drop column support_mode, drop column subsidy_from, drop column subsidy_to;
alter table startup_project
  drop column loan_fen, drop column loan_due_on, drop column repaid_fen, drop column material_fen,
  add constraint startup_project_recovered_fen_within_paid check
    (recovered_fen between 0 and paid_fen and (recovered_fen = 0 or state = 'RECOVERED')) not valid;
comment on column startup_project.recovered_fen is 'Money taken back; it does not lower what was paid.';
`;
