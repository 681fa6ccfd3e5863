import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Training (培训): programmes with their money, their sessions, and who takes part. */
export class CreateTrainingTables1767225610000 implements MigrationInterface {
  readonly name = 'CreateTrainingTables1767225610000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TRAINING_PROGRAM);
    await queryRunner.query(TRAINING_SESSION);
    await queryRunner.query(ENROLLMENT);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`grant select on training_program, training_session, enrollment to ${app}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table enrollment, training_session, training_program');
  }
}

const TRAINING_PROGRAM = `
create table training_program (
  id uuid not null,
  name text not null,
  kind text not null,
  year integer not null,
  region_code text not null,
  union_id uuid,
  budget_fen bigint not null,
  spent_fen bigint not null default 0,
  constraint training_program_pkey primary key (id),
  constraint training_program_kind_known check
    (kind in ('OVERCAPACITY','RESKILLING','STARTUP','JOB_RETENTION','SKILL_UPGRADE')),
  constraint training_program_year_plausible check (year between 2000 and 2100),
  constraint training_program_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code not like '__0000'),
  constraint training_program_budget_fen_positive check (budget_fen > 0),
  constraint training_program_spent_fen_within_budget check (spent_fen between 0 and budget_fen)
);
create index training_program_year_kind_idx on training_program (year, kind, id);
create index training_program_region_code_idx on training_program (region_code, id);
comment on table training_program is 'A training programme (培训项目) of one year and region, free for those who take part.';
comment on column training_program.spent_fen is
  'Sum of its payments, kept by their trigger; a payment beyond the budget breaks the check and is refused.';
`;

const TRAINING_SESSION = `
create table training_session (
  id uuid not null,
  program_id uuid not null,
  region_code text not null,
  name text not null,
  provider text not null,
  starts_on date not null,
  ends_on date not null,
  capacity integer not null,
  constraint training_session_pkey primary key (id),
  constraint training_session_program_id_fk foreign key (program_id) references training_program (id),
  constraint training_session_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code not like '__0000'),
  constraint training_session_ends_on_after_start check (ends_on >= starts_on),
  constraint training_session_capacity_positive check (capacity > 0)
);
create index training_session_program_id_idx on training_session (program_id, starts_on, id);
comment on table training_session is 'A session (培训班次) of a programme: one class, one place, one period.';
`;

const ENROLLMENT = `
create table enrollment (
  id uuid not null,
  session_id uuid not null,
  person_id uuid not null,
  region_code text not null,
  state text not null,
  enrolled_on date not null,
  completed_on date,
  certificate_no text,
  constraint enrollment_pkey primary key (id),
  constraint enrollment_session_id_person_id_unique unique (session_id, person_id),
  constraint enrollment_session_id_fk foreign key (session_id) references training_session (id),
  constraint enrollment_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code not like '__0000'),
  constraint enrollment_state_known check (state in ('APPLIED','ADMITTED','ATTENDING','COMPLETED','DROPPED')),
  constraint enrollment_completed_on_when_completed check ((state = 'COMPLETED') = (completed_on is not null)),
  constraint enrollment_completed_on_after_enrolment check (completed_on >= enrolled_on),
  constraint enrollment_certificate_no_when_completed check (certificate_no is null or state = 'COMPLETED')
);
create index enrollment_person_id_idx on enrollment (person_id, completed_on, id);
create index enrollment_enrolled_on_idx on enrollment (enrolled_on, id);
create index enrollment_region_code_idx on enrollment (region_code, id);
comment on table enrollment is 'A person in a training session (参训记录). Only COMPLETED counts as trained.';
comment on column enrollment.region_code is 'Region of the person''s union when enrolled; it is never rewritten (I32).';
`;
