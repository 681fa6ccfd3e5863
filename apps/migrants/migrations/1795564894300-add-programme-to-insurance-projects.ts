import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Makes construction projects writable: the proof of insurance, their end, one entry for each; and the staged targets of the programme. */
export class AddProgrammeToInsuranceProjects1795564894300 implements MigrationInterface {
  readonly name = 'AddProgrammeToInsuranceProjects1795564894300';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(COLUMNS);
    await queryRunner.query(TARGETS);
    await queryRunner.query(`grant select on insurance_target to ${await applicationRole(queryRunner)}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DROP);
  }
}

const COLUMNS = `
alter table insurance_project
  add column registered_by text,
  add column proof_ref text,
  add column closed_on date,
  add constraint insurance_project_proof_ref_when_insured check (proof_ref is null or insured),
  add constraint insurance_project_proof_ref_given check (registered_by is null or not insured or proof_ref is not null),
  add constraint insurance_project_closed_on_after_start check (closed_on >= started_on);
create unique index insurance_project_place_unique on insurance_project (enterprise_id, region_code, name) where registered_by is not null;
comment on column insurance_project.registered_by is 'Subject of who registered it; null of projects from before this was kept.';
comment on column insurance_project.proof_ref is 'Number of the proof of insurance, without which a registered project is not insured.';
comment on column insurance_project.closed_on is 'Day the work ended, from which the project is no longer in progress; null before that.';
`;

/** No proof, no permit: the share of projects in progress that are insured, stage by stage. */
const TARGETS = `
create table insurance_target (
  region_code text not null,
  year integer not null,
  share_percent smallint not null,
  basis text not null,
  constraint insurance_target_pkey primary key (region_code, year),
  constraint insurance_target_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint insurance_target_share_percent_range check (share_percent between 1 and 100),
  constraint insurance_target_basis_present check (length(btrim(basis)) > 0)
);
comment on table insurance_target is
  'Share of construction projects in progress that are to be insured by the end of a year; the nearest region''s holds, and the latest until there is a newer one.';
insert into insurance_target (region_code, year, share_percent, basis) values
  ('340000', 2015, 60, '同舟计划分阶段目标：2015年在建项目参保率60%以上'),
  ('340000', 2016, 80, '同舟计划分阶段目标：2016年在建项目参保率80%以上'),
  ('340000', 2017, 100, '同舟计划分阶段目标：2017年在建项目全部参保');
`;

const DROP = `
drop table insurance_target;
drop index insurance_project_place_unique;
alter table insurance_project drop column closed_on, drop column proof_ref, drop column registered_by;
`;
