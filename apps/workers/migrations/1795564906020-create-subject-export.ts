import { applicationRole, dropRegionWall, regionWall } from '@nuan/database';
import { auditedTables, dropAuditedTables } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Copies that persons ask for of their own data. Only that one was asked for and opened is kept, never the copy. */
export class CreateSubjectExport1795564906020 implements MigrationInterface {
  readonly name = 'CreateSubjectExport1795564906020';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLE);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant select, insert on subject_export to ${app};
      grant update (opened_by, opened_at, failed_attempts) on subject_export to ${app};`);
    await auditedTables(queryRunner, ['subject_export']);
    await regionWall(queryRunner, 'subject_export');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropRegionWall(queryRunner, 'subject_export');
    await dropAuditedTables(queryRunner, ['subject_export']);
    await queryRunner.query('drop table subject_export');
  }
}

const TABLE = `
create table subject_export (
  id uuid not null,
  worker_id uuid not null,
  region_code text collate "C" not null,
  reason text not null,
  requested_by text not null,
  requested_at timestamptz not null,
  expires_at timestamptz not null,
  opened_by text,
  opened_at timestamptz,
  failed_attempts integer not null default 0,
  constraint subject_export_pkey primary key (id),
  constraint subject_export_worker_id_fkey foreign key (worker_id) references worker (id),
  constraint subject_export_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint subject_export_opened_whole check ((opened_by is null) = (opened_at is null)),
  constraint subject_export_failed_attempts_bounded check (failed_attempts between 0 and 5)
);
create index subject_export_worker_id_idx on subject_export (worker_id, requested_at desc);
comment on table subject_export is
  'Copies that persons ask for of their own data: who prepared one, until when it may be opened, and who opened it. The copy itself is kept nowhere.';
`;
