import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { wageCaseMachine } from '../src/wage-case/wage-case.machine';

/** Makes wage cases writable: who reported and who verified, payments one by one, numbers, reasons, and the guard of their states. */
export class AddWorkflowToWageCases1795564894100 implements MigrationInterface {
  readonly name = 'AddWorkflowToWageCases1795564894100';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [COLUMNS, WAGE_PAYMENT, RECOVERED_BY_PAYMENTS, COUNTER]) await queryRunner.query(sql);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`grant select, insert on wage_payment to ${app}`);
    await queryRunner.query(`grant select, insert, update on wage_case_counter to ${app}`);
    await auditedTables(queryRunner, ['wage_payment']);
    await transitionGuard(queryRunner, 'wage_case', 'state', wageCaseMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'wage_case', 'state');
    await dropAuditedTables(queryRunner, ['wage_payment']);
    await queryRunner.query(DROP);
  }
}

const COLUMNS = `
alter table wage_case
  add column reported_by text,
  add column verified_by text,
  add column verified_on date,
  add column ordered_on date,
  add column legal_reason text,
  add column closed_reason text,
  add constraint wage_case_verifier_is_another check (verified_by <> reported_by),
  add constraint wage_case_verified_on_with_verifier check ((verified_by is null) = (verified_on is null)),
  add constraint wage_case_closed_reason_when_closed check (closed_reason is null or state = 'CLOSED');
comment on column wage_case.reported_by is 'Subject of who took the case up; null of cases from before this was kept.';
comment on column wage_case.verified_by is 'Subject of who verified it, another person; null before that, and of cases from before this was kept.';
`;

const WAGE_PAYMENT = `
create table wage_payment (
  id uuid not null,
  wage_case_id uuid not null,
  amount_fen bigint not null,
  recovered_after_fen bigint not null,
  source text not null,
  paid_on date not null,
  proof_ref text,
  recorded_by text not null,
  constraint wage_payment_pkey primary key (id),
  constraint wage_payment_wage_case_id_fk foreign key (wage_case_id) references wage_case (id),
  constraint wage_payment_balance_unique unique (wage_case_id, recovered_after_fen),
  constraint wage_payment_amount_fen_positive check (amount_fen > 0),
  constraint wage_payment_recovered_after_fen_whole check (recovered_after_fen >= amount_fen),
  constraint wage_payment_source_known check (source in ('EMPLOYER','WAGE_DEPOSIT','ENFORCEMENT'))
);
comment on table wage_payment is 'Wages paid in a case, one row per payment. Appended and never changed.';
comment on column wage_payment.recovered_after_fen is 'All that the case has recovered with this payment.';
`;

/** An update of what was recovered stands on a payment of the same transaction that says so. Loads and repairs by the owner are exempt. */
const RECOVERED_BY_PAYMENTS = `
create function wage_case_recovered_fen_paid() returns trigger language plpgsql as $$
begin
  if session_user like '%\\_app' and not exists (
    select 1 from wage_payment p where p.wage_case_id = new.id and p.recovered_after_fen = new.recovered_fen
      and p.recovered_after_fen - p.amount_fen = old.recovered_fen
  ) then
    raise exception using errcode = 'check_violation', table = 'wage_case', constraint = 'wage_case_recovered_fen_paid',
      message = 'wages are recovered by a payment';
  end if;
  return null;
end $$;
comment on function wage_case_recovered_fen_paid() is 'Refuses to change what a case has recovered without the payment that did.';
create constraint trigger wage_case_recovered_fen_paid after update of recovered_fen on wage_case deferrable initially deferred
  for each row when (old.recovered_fen is distinct from new.recovered_fen) execute function wage_case_recovered_fen_paid();
`;

const COUNTER = `
create table wage_case_counter (
  region_code text not null,
  year integer not null,
  last_no integer not null,
  constraint wage_case_counter_pkey primary key (region_code, year),
  constraint wage_case_counter_last_no_positive check (last_no > 0)
);
comment on table wage_case_counter is 'Last case number given out in a region and year; its row lock lets numbers follow each other.';
`;

const DROP = `
drop table wage_case_counter;
drop trigger wage_case_recovered_fen_paid on wage_case;
drop function wage_case_recovered_fen_paid();
drop table wage_payment;
alter table wage_case drop column closed_reason, drop column legal_reason, drop column ordered_on, drop column verified_on,
  drop column verified_by, drop column reported_by;
`;
