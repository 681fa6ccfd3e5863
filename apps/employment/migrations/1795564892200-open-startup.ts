import { applicationRole } from '@nuan/database';
import { dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { startupProjectMachine } from '../src/startup/startup-project.machine';

/** Makes start-up projects (创业项目) run: applied for, reviewed by another person, funded, in operation, closed or taken back. */
export class OpenStartup1795564892200 implements MigrationInterface {
  readonly name = 'OpenStartup1795564892200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(PROJECT);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant insert on startup_project to ${app};
      grant update (${CHANGED}) on startup_project to ${app};`);
    await transitionGuard(queryRunner, 'startup_project', 'state', startupProjectMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'startup_project', 'state');
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      revoke insert on startup_project from ${app};
      revoke update (${CHANGED}) on startup_project from ${app};
      alter table startup_project
        drop constraint startup_project_funded_on_once_funded,
        drop column version, drop column applied_by, drop column reviewed_by, drop column reviewed_on,
        drop column review_opinion, drop column closed_on, drop column closed_reason, drop column recovered_fen,
        drop column recovered_on, drop column recovered_reason,
        add constraint startup_project_funded_on_when_funded
          check ((state in ('APPLIED','REVIEWED')) = (funded_on is null)) not valid;`);
  }
}

const CHANGED = `state, amount_fen, enterprise_id, funded_on, reviewed_by, reviewed_on, review_opinion, closed_on, closed_reason,
  recovered_fen, recovered_on, recovered_reason, version`;

const PROJECT = `
alter table startup_project
  add column version integer not null default 1,
  add column applied_by text,
  add column reviewed_by text,
  add column reviewed_on date,
  add column review_opinion text,
  add column closed_on date,
  add column closed_reason text,
  add column recovered_fen bigint not null default 0,
  add column recovered_on date,
  add column recovered_reason text,
  add constraint startup_project_version_positive check (version > 0),
  add constraint startup_project_four_eyes check (reviewed_by <> applied_by),
  add constraint startup_project_reviewed_by_someone check
    ((reviewed_by is null) = (reviewed_on is null) and (state <> 'REVIEWED' or reviewed_by is not null)),
  add constraint startup_project_closed_on_when_closed check
    ((closed_on is null) = (closed_reason is null) and (closed_on is null or state = 'CLOSED')),
  add constraint startup_project_recovered_on_when_recovered check
    ((state = 'RECOVERED') = (recovered_on is not null) and (recovered_on is null) = (recovered_reason is null)),
  add constraint startup_project_recovered_fen_within_paid check
    (recovered_fen between 0 and paid_fen and (recovered_fen = 0 or state = 'RECOVERED')),
  drop constraint startup_project_funded_on_when_funded,
  add constraint startup_project_funded_on_once_funded check (
    case state when 'APPLIED' then funded_on is null when 'REVIEWED' then funded_on is null
      when 'CLOSED' then true else funded_on is not null end);
comment on column startup_project.applied_by is 'Subject of the officer who entered the application; null for older records.';
comment on column startup_project.reviewed_by is 'Subject of the officer who reviewed it, never the one who entered it.';
comment on column startup_project.recovered_fen is 'Money taken back; it does not lower what was paid.';`;
