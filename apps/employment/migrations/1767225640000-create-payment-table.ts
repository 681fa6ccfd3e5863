import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Money spent on employment (就业创业资金支出): append-only postings on a training programme, a start-up project or a pilot
 * city. The posting's trigger moves the target's own total, whose CHECK refuses an overdraft; a correction is a reversal.
 */
export class CreatePaymentTable1767225640000 implements MigrationInterface {
  readonly name = 'CreatePaymentTable1767225640000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(EMPLOYMENT_PAYMENT);
    await queryRunner.query(POSTING);
    await queryRunner.query(APPEND_ONLY);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`grant select on employment_payment to ${app}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table employment_payment');
    await queryRunner.query('drop function employment_payment_post(), employment_payment_refuse_change()');
  }
}

const EMPLOYMENT_PAYMENT = `
create table employment_payment (
  id uuid not null,
  purpose text not null,
  training_program_id uuid,
  startup_project_id uuid,
  pilot_id uuid,
  region_code text not null,
  paid_on date not null,
  amount_fen bigint not null,
  reverses_id uuid,
  constraint employment_payment_pkey primary key (id),
  constraint employment_payment_reverses_id_unique unique (reverses_id),
  constraint employment_payment_training_program_id_fk foreign key (training_program_id) references training_program (id),
  constraint employment_payment_startup_project_id_fk foreign key (startup_project_id) references startup_project (id),
  constraint employment_payment_pilot_id_region_code_fk
    foreign key (pilot_id, region_code) references pilot_city (pilot_id, region_code),
  constraint employment_payment_reverses_id_fk foreign key (reverses_id) references employment_payment (id),
  constraint employment_payment_purpose_known check (purpose in ('TRAINING','STARTUP','PILOT')),
  constraint employment_payment_target_of_purpose check (
    (purpose = 'TRAINING') = (training_program_id is not null)
    and (purpose = 'STARTUP') = (startup_project_id is not null)
    and (purpose = 'PILOT') = (pilot_id is not null)),
  constraint employment_payment_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code not like '__0000'),
  constraint employment_payment_amount_fen_sign check
    ((reverses_id is null and amount_fen > 0) or (reverses_id is not null and amount_fen < 0))
);
create index employment_payment_training_program_id_idx on employment_payment (training_program_id);
create index employment_payment_startup_project_id_idx on employment_payment (startup_project_id);
create index employment_payment_pilot_id_idx on employment_payment (pilot_id);
comment on table employment_payment is 'A payment for training, a start-up or a pilot. Append-only (I36): a correction is a second row that reverses the first.';
comment on column employment_payment.reverses_id is 'The payment that this one takes back in full; null for a payment.';
`;

const POSTING = `
create function employment_payment_post() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (
    select from new_rows n join employment_payment o on o.id = n.reverses_id
    where n.amount_fen <> -o.amount_fen or n.purpose <> o.purpose or n.region_code <> o.region_code
      or (n.training_program_id, n.startup_project_id, n.pilot_id)
        is distinct from (o.training_program_id, o.startup_project_id, o.pilot_id)
  ) then
    raise exception 'a reversal takes back one payment in full, on the same target'
      using errcode = 'check_violation', constraint = 'employment_payment_reversal_exact';
  end if;
  update training_program t set spent_fen = t.spent_fen + p.fen
  from (select training_program_id as id, sum(amount_fen)::bigint as fen from new_rows
    where training_program_id is not null group by training_program_id) p
  where t.id = p.id;
  update startup_project t set paid_fen = t.paid_fen + p.fen
  from (select startup_project_id as id, sum(amount_fen)::bigint as fen from new_rows
    where startup_project_id is not null group by startup_project_id) p
  where t.id = p.id;
  update pilot_city t set spent_fen = t.spent_fen + p.fen
  from (select pilot_id, region_code, sum(amount_fen)::bigint as fen from new_rows
    where pilot_id is not null group by pilot_id, region_code) p
  where t.pilot_id = p.pilot_id and t.region_code = p.region_code;
  return null;
end $$;
create trigger employment_payment_post after insert on employment_payment
  referencing new table as new_rows for each statement execute function employment_payment_post();
`;

const APPEND_ONLY = `
create function employment_payment_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'payments are never changed or deleted: post a reversal'
    using errcode = 'check_violation', constraint = 'employment_payment_append_only';
end $$;
create trigger employment_payment_append_only before update or delete or truncate on employment_payment
  for each statement execute function employment_payment_refuse_change();
`;
