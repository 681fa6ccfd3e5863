import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { enrollmentMachine } from '../src/training/enrollment.machine';

/** Makes training (培训) run: programmes, sessions, who applies, is admitted, attends and completes, and what it cost. */
export class OpenTraining1795564892000 implements MigrationInterface {
  readonly name = 'OpenTraining1795564892000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [PROGRAM, SESSION, ENROLLMENT, ATTENDANCE, SEATS, PAYMENT]) await queryRunner.query(sql);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant insert on training_program, training_session, enrollment, attendance, employment_payment to ${app};
      grant select on attendance to ${app};
      grant update (budget_fen, version) on training_program to ${app};
      grant update (state, completed_on, certificate_no, dropped_on, dropped_reason, version) on enrollment to ${app};`);
    await auditedTables(queryRunner, ['attendance']);
    await transitionGuard(queryRunner, 'enrollment', 'state', enrollmentMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'enrollment', 'state');
    await dropAuditedTables(queryRunner, ['attendance']);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      revoke insert on training_program, training_session, enrollment, employment_payment from ${app};
      revoke update (budget_fen, version) on training_program from ${app};
      revoke update (state, completed_on, certificate_no, dropped_on, dropped_reason, version) on enrollment from ${app};
      alter table employment_payment drop column reason, drop column disbursement_id, drop column voucher_no;
      drop trigger enrollment_seats_insert on enrollment;
      drop trigger enrollment_seats_update on enrollment;
      drop function enrollment_seats();
      drop table attendance;
      drop index enrollment_certificate_no_unique;
      alter table enrollment drop column dropped_reason, drop column dropped_on;
      alter table training_session drop column required_hours;
      alter table training_program drop column version;`);
  }
}

const PROGRAM = `
alter table training_program add column version integer not null default 1,
  add constraint training_program_version_positive check (version > 0);`;

const SESSION = `
alter table training_session add column required_hours integer,
  add constraint training_session_required_hours_positive check (required_hours > 0);
comment on column training_session.required_hours is 'Hours that must be attended to complete it; null when the provider decides.';`;

const ENROLLMENT = `
alter table enrollment add column dropped_on date, add column dropped_reason text,
  add constraint enrollment_dropped_when_dropped check
    ((dropped_on is null) = (dropped_reason is null) and (dropped_on is null or state = 'DROPPED')),
  add constraint enrollment_dropped_on_after_enrolment check (dropped_on >= enrolled_on);
create unique index enrollment_certificate_no_unique on enrollment (certificate_no) where certificate_no is not null;
comment on column enrollment.dropped_reason is 'Why the person left before the end; null for records older than this column.';`;

const ATTENDANCE = `
create table attendance (
  id uuid not null,
  enrollment_id uuid not null,
  attended_on date not null,
  hours integer not null,
  constraint attendance_pkey primary key (id),
  constraint attendance_enrollment_id_fk foreign key (enrollment_id) references enrollment (id),
  constraint attendance_enrollment_id_attended_on_unique unique (enrollment_id, attended_on),
  constraint attendance_hours_of_a_day check (hours between 1 and 12)
);
comment on table attendance is 'A day on which a person attended a training session (出勤), with the hours. Appended only.';`;

/** Locks the sessions concerned, in order, and counts afresh: of two admissions to the last seat the second sees the first. */
const SEATS = `
create function enrollment_seats() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform s.id from training_session s
  where s.id in (select n.session_id from new_rows n where n.state in ('ADMITTED','ATTENDING','COMPLETED'))
  order by s.id for update;
  if exists (
    select from training_session s
    where s.id in (select n.session_id from new_rows n where n.state in ('ADMITTED','ATTENDING','COMPLETED'))
      and s.capacity < (select count(*) from enrollment e
        where e.session_id = s.id and e.state in ('ADMITTED','ATTENDING','COMPLETED'))
  ) then
    raise exception 'the session has no seat left'
      using errcode = 'check_violation', table = 'enrollment', constraint = 'enrollment_seats_within_capacity';
  end if;
  return null;
end $$;
create trigger enrollment_seats_insert after insert on enrollment
  referencing new table as new_rows for each statement execute function enrollment_seats();
create trigger enrollment_seats_update after update on enrollment
  referencing new table as new_rows for each statement execute function enrollment_seats();
comment on function enrollment_seats() is 'A session never admits more persons than it has seats; who left gives the seat back.';`;

const PAYMENT = `
alter table employment_payment add column voucher_no text, add column disbursement_id uuid, add column reason text,
  add constraint employment_payment_voucher_no_present check (btrim(voucher_no) <> ''),
  add constraint employment_payment_reason_of_reversal check (reason is null or reverses_id is not null);
create unique index employment_payment_disbursement_id_unique on employment_payment (disbursement_id)
  where disbursement_id is not null;
comment on column employment_payment.voucher_no is 'Number of the voucher in the books; null for money that a disbursement of assistance paid.';
comment on column employment_payment.disbursement_id is 'Disbursement of assistance that paid it (foreign id); it pays once.';
comment on column employment_payment.reason is 'Why the posting it reverses was wrong.';`;
