import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Inspections with their findings, wage-arrears cases (工资清欠) and injury insurance by construction project (同舟计划). */
export class CreateWageProtectionTables1767225620000 implements MigrationInterface {
  readonly name = 'CreateWageProtectionTables1767225620000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(INSPECTION);
    await queryRunner.query(INSPECTION_FINDING);
    await queryRunner.query(WAGE_CASE);
    await queryRunner.query(WAGE_CASE_WORKER);
    await queryRunner.query(INSURANCE_PROJECT);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(
      `grant select, insert, update on inspection, inspection_finding, wage_case, wage_case_worker, insurance_project to ${app}`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop table insurance_project, wage_case_worker, wage_case, inspection_finding, inspection',
    );
  }
}

const INSPECTION = `
create table inspection (
  id uuid not null,
  kind text not null,
  title text not null,
  region_code text not null,
  starts_on date not null,
  ends_on date not null,
  leader text,
  partners text[] not null default '{}',
  version integer not null default 1,
  constraint inspection_pkey primary key (id),
  constraint inspection_kind_known check (kind in ('WAGE_ARREARS','INJURY_INSURANCE')),
  constraint inspection_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint inspection_ends_on_after_start check (ends_on >= starts_on),
  constraint inspection_version_positive check (version > 0)
);
create index inspection_region_code_idx on inspection (region_code, id);
comment on table inspection is 'A special inspection trip to one city or county. Never deleted.';
comment on column inspection.leader is 'Office of who led the trip, not a name.';
`;

const INSPECTION_FINDING = `
create table inspection_finding (
  id uuid not null,
  inspection_id uuid not null,
  enterprise_id uuid,
  summary text not null,
  state text not null,
  found_on date not null,
  deadline_on date,
  rectified_on date,
  constraint inspection_finding_pkey primary key (id),
  constraint inspection_finding_inspection_id_fk foreign key (inspection_id) references inspection (id),
  constraint inspection_finding_state_known check (state in ('OPEN','ORDERED','RECTIFIED','CHECKED')),
  constraint inspection_finding_deadline_on_when_ordered check (state = 'OPEN' or deadline_on is not null),
  constraint inspection_finding_rectified_on_with_state check ((rectified_on is not null) = (state in ('RECTIFIED','CHECKED')))
);
create index inspection_finding_inspection_id_idx on inspection_finding (inspection_id);
comment on table inspection_finding is 'What an inspection found, and what became of it: OPEN, ORDERED, RECTIFIED, CHECKED.';
`;

const WAGE_CASE = `
create table wage_case (
  id uuid not null,
  case_no text not null,
  enterprise_id uuid not null,
  region_code text not null,
  inspection_id uuid,
  workers integer not null,
  owed_fen bigint not null,
  recovered_fen bigint not null default 0,
  state text not null,
  reported_on date not null,
  deadline_on date not null,
  settled_on date,
  version integer not null default 1,
  constraint wage_case_pkey primary key (id),
  constraint wage_case_case_no_unique unique (case_no),
  constraint wage_case_inspection_id_fk foreign key (inspection_id) references inspection (id),
  constraint wage_case_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code <> '340000'),
  constraint wage_case_workers_positive check (workers > 0),
  constraint wage_case_owed_fen_positive check (owed_fen > 0),
  constraint wage_case_recovered_fen_within_owed check (recovered_fen between 0 and owed_fen),
  constraint wage_case_state_known check (state in ('REPORTED','VERIFIED','ORDERED','PART_PAID','PAID','TO_LEGAL','CLOSED')),
  constraint wage_case_paid_whole check ((recovered_fen = owed_fen) = (state = 'PAID') or (state = 'CLOSED')),
  constraint wage_case_part_paid_some check (state <> 'PART_PAID' or recovered_fen > 0),
  constraint wage_case_settled_on_with_state check ((settled_on is not null) = (state in ('PAID','CLOSED'))),
  constraint wage_case_version_positive check (version > 0)
);
create index wage_case_enterprise_id_idx on wage_case (enterprise_id);
create index wage_case_region_code_idx on wage_case (region_code, id);
create index wage_case_state_deadline_on_idx on wage_case (state, deadline_on, id);
comment on table wage_case is
  'Wages owed by an enterprise (invariant I30): recovered never exceeds owed, and PAID means that all of it is. Never deleted.';
comment on column wage_case.deadline_on is 'By default the day before Spring Festival of the season the case was reported in.';
`;

const WAGE_CASE_WORKER = `
create table wage_case_worker (
  wage_case_id uuid not null,
  worker_id uuid not null,
  constraint wage_case_worker_pkey primary key (wage_case_id, worker_id),
  constraint wage_case_worker_wage_case_id_fk foreign key (wage_case_id) references wage_case (id)
);
create index wage_case_worker_worker_id_idx on wage_case_worker (worker_id);
comment on table wage_case_worker is 'Workers of a case who are known to the unions; a case counts more workers than it names.';
comment on column wage_case_worker.worker_id is 'Personal data (who is owed wages): lawful basis is the legal-aid mandate; kept as long as the case.';
`;

const INSURANCE_PROJECT = `
create table insurance_project (
  id uuid not null,
  name text not null,
  enterprise_id uuid not null,
  region_code text not null,
  started_on date not null,
  insured boolean not null,
  insured_on date,
  workers_covered integer not null default 0,
  version integer not null default 1,
  constraint insurance_project_pkey primary key (id),
  constraint insurance_project_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code <> '340000'),
  constraint insurance_project_insured_on_with_flag check (insured = (insured_on is not null)),
  constraint insurance_project_workers_covered_when_insured check (workers_covered >= 0 and (insured or workers_covered = 0)),
  constraint insurance_project_version_positive check (version > 0)
);
create index insurance_project_enterprise_id_idx on insurance_project (enterprise_id);
create index insurance_project_region_code_idx on insurance_project (region_code, id);
comment on table insurance_project is 'A construction project and whether its workers are insured against injury by project.';
`;
