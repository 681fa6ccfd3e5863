import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { demonstrationMachine } from '../src/demonstration/demonstration.machine';

const WRITTEN = ['demonstration_step', 'demonstration_pledge'] as const;

/** Makes demonstration units runnable: nominated by one, selected and revoked by another, with the jobs that they promise. */
export class CreateDemonstrationTables1795564890030 implements MigrationInterface {
  readonly name = 'CreateDemonstrationTables1795564890030';

  async up(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    for (const sql of [WHO, STEP, PLEDGE]) await queryRunner.query(sql);
    await transitionGuard(queryRunner, 'enterprise', 'demonstration_status', demonstrationMachine);
    await queryRunner.query(`
      grant update (demonstration_nominated_by, demonstration_decided_by) on enterprise to ${app};
      grant select, insert on demonstration_step, demonstration_pledge to ${app};
      grant update (jobs, version) on demonstration_pledge to ${app};`);
    await auditedTables(queryRunner, WRITTEN);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropAuditedTables(queryRunner, WRITTEN);
    await dropTransitionGuard(queryRunner, 'enterprise', 'demonstration_status');
    await queryRunner.query(`
      drop table demonstration_pledge, demonstration_step;
      alter table enterprise drop column demonstration_nominated_by, drop column demonstration_decided_by;`);
  }
}

const WHO = `
alter table enterprise
  add column demonstration_nominated_by text,
  add column demonstration_decided_by text,
  add constraint enterprise_demonstration_four_eyes check (demonstration_nominated_by <> demonstration_decided_by);
comment on column enterprise.demonstration_decided_by is 'Who selected or revoked it last; never who nominated it.';
`;

const STEP = `
create table demonstration_step (
  id uuid not null,
  enterprise_id uuid not null,
  status text not null,
  decided_on date not null,
  decided_by text not null,
  grounds text not null,
  constraint demonstration_step_pkey primary key (id),
  constraint demonstration_step_enterprise_id_fkey foreign key (enterprise_id) references enterprise (id),
  constraint demonstration_step_enterprise_id_status_unique unique (enterprise_id, status),
  constraint demonstration_step_status_known check (status in ('NOMINATED','SELECTED','REVOKED')),
  constraint demonstration_step_grounds_present check (btrim(grounds) <> '')
);
comment on table demonstration_step is 'How an enterprise became a demonstration unit and ceased to be one: who decided what on which grounds. Appended only.';
`;

const PLEDGE = `
create table demonstration_pledge (
  enterprise_id uuid not null,
  year integer not null,
  jobs integer not null,
  version integer not null default 1,
  constraint demonstration_pledge_pkey primary key (enterprise_id, year),
  constraint demonstration_pledge_enterprise_id_fkey foreign key (enterprise_id) references enterprise (id),
  constraint demonstration_pledge_year_plausible check (year between 2013 and 2100),
  constraint demonstration_pledge_jobs_not_negative check (jobs >= 0),
  constraint demonstration_pledge_version_positive check (version > 0)
);
comment on table demonstration_pledge is 'Jobs that a demonstration unit promises for a year; the jobs filled are placements, which employment keeps.';
`;
