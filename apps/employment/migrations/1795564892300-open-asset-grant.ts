import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { assetGrantMachine } from '../src/asset/asset-grant.machine';

/** Makes productive assets (生产资料) run: handed over by serial number, visited, passed on, taken back or written off. */
export class OpenAssetGrant1795564892300 implements MigrationInterface {
  readonly name = 'OpenAssetGrant1795564892300';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(GRANT);
    await queryRunner.query(FOLLOW_UP);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant insert on asset_grant, asset_follow_up to ${app};
      grant select on asset_follow_up to ${app};
      grant update (${CHANGED}) on asset_grant to ${app};`);
    await auditedTables(queryRunner, ['asset_follow_up']);
    await transitionGuard(queryRunner, 'asset_grant', 'state', assetGrantMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'asset_grant', 'state');
    await dropAuditedTables(queryRunner, ['asset_follow_up']);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      revoke insert on asset_grant from ${app};
      revoke update (${CHANGED}) on asset_grant from ${app};
      drop table asset_follow_up;
      alter table asset_grant drop column transferred_to_id, drop column ended_on, drop column ended_reason, drop column version;`);
  }
}

const CHANGED = 'state, transferred_to_id, ended_on, ended_reason, version';

const GRANT = `
alter table asset_grant
  add column version integer not null default 1,
  add column transferred_to_id uuid,
  add column ended_on date,
  add column ended_reason text,
  add constraint asset_grant_version_positive check (version > 0),
  add constraint asset_grant_transferred_to_id_other check
    (transferred_to_id is null or (state = 'TRANSFERRED' and transferred_to_id <> person_id)),
  add constraint asset_grant_ended_on_when_ended check
    ((ended_on is null) = (ended_reason is null)
      and (ended_on is null or state in ('TRANSFERRED','RECOVERED','WRITTEN_OFF'))),
  add constraint asset_grant_ended_on_after_grant check (ended_on >= given_on);
comment on column asset_grant.transferred_to_id is 'Person in need whom it was passed on to (foreign id).';
comment on column asset_grant.ended_reason is 'Why it was passed on, taken back or written off.';`;

const FOLLOW_UP = `
create table asset_follow_up (
  id uuid not null,
  asset_grant_id uuid not null,
  visited_on date not null,
  is_used boolean not null,
  finding text not null,
  constraint asset_follow_up_pkey primary key (id),
  constraint asset_follow_up_asset_grant_id_fk foreign key (asset_grant_id) references asset_grant (id),
  constraint asset_follow_up_asset_grant_id_visited_on_unique unique (asset_grant_id, visited_on),
  constraint asset_follow_up_finding_present check (btrim(finding) <> '')
);
comment on table asset_follow_up is 'A visit to see whether a given asset earns a living (跟踪回访). Appended only.';`;
