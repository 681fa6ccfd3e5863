import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '@nuan/facts';
import { dropUploadTables, uploadTables } from '@nuan/intake';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { enrollmentImportMachine } from '../src/import/enrollment-import.machine';

const AUDITED = ['upload', 'upload_chunk', 'row_problem', 'enrollment_import', 'enrollment_import_row'] as const;

/** Bulk import of enrolments (批量导入报名名单): files in pieces, the import, and which line became which enrolment. */
export class CreateImportTables1795564898000 implements MigrationInterface {
  readonly name = 'CreateImportTables1795564898000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    await uploadTables(queryRunner);
    await queryRunner.query(TABLES);
    await queryRunner.query(`
      grant select, insert, update (upload_id, state, finished_at, row_count, barred_count, imported_count) on enrollment_import to ${app};
      grant select, insert, update (enrollment_id) on enrollment_import_row to ${app};`);
    await auditedTables(queryRunner, AUDITED);
    await transitionGuard(queryRunner, 'enrollment_import', 'state', enrollmentImportMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'enrollment_import', 'state');
    await dropAuditedTables(queryRunner, AUDITED);
    await queryRunner.query('drop table enrollment_import_row, enrollment_import');
    await dropUploadTables(queryRunner);
  }
}

const TABLES = `
create table enrollment_import (
  id uuid not null,
  upload_id uuid not null,
  session_id uuid not null,
  is_dry_run boolean not null,
  region_code text collate "C" not null,
  state text not null,
  started_by text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  row_count integer not null default 0,
  barred_count integer not null default 0,
  imported_count integer not null default 0,
  constraint enrollment_import_pkey primary key (id),
  constraint enrollment_import_upload_id_fkey foreign key (upload_id) references upload (id),
  constraint enrollment_import_session_id_fkey foreign key (session_id) references training_session (id),
  constraint enrollment_import_state_known check (state in ('RECEIVING','READING','CHECKED','DONE','REFUSED')),
  constraint enrollment_import_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint enrollment_import_finished_whole check ((state in ('CHECKED','DONE','REFUSED')) = (finished_at is not null)),
  constraint enrollment_import_dry_run_writes_nothing check (not is_dry_run or (state <> 'DONE' and imported_count = 0)),
  constraint enrollment_import_counts_whole check
    (barred_count >= 0 and imported_count >= 0 and barred_count + imported_count <= row_count)
);
-- One file is imported once for a session, whoever sends it how often; dry runs and refused ones don't count.
create unique index enrollment_import_upload_id_unique on enrollment_import (upload_id) where not is_dry_run and state <> 'REFUSED';
create index enrollment_import_region_code_idx on enrollment_import (region_code, started_at, id);
create index enrollment_import_upload_id_idx on enrollment_import (upload_id);
create index enrollment_import_session_id_idx on enrollment_import (session_id);

create table enrollment_import_row (
  import_id uuid not null,
  person_id uuid not null,
  line integer not null,
  enrollment_id uuid,
  constraint enrollment_import_row_pkey primary key (import_id, person_id),
  constraint enrollment_import_row_import_id_fkey foreign key (import_id) references enrollment_import (id),
  constraint enrollment_import_row_enrollment_id_fkey foreign key (enrollment_id) references enrollment (id),
  constraint enrollment_import_row_line_positive check (line > 0)
);
comment on table enrollment_import is 'Bulk imports of enrolments for a training session: a file, whether it was only checked, and what came of it.';
comment on table enrollment_import_row is 'Which line of a file named which person first, and the enrolment that it became; null in a dry run.';
`;
