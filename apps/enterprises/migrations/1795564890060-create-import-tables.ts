import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '@nuan/facts';
import { dropUploadTables, uploadTables } from '@nuan/intake';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { enterpriseImportMachine } from '../src/import/enterprise-import.machine';

const AUDITED = ['upload', 'upload_chunk', 'row_problem', 'enterprise_import', 'enterprise_import_row'] as const;

/** Bulk import of enterprises (批量导入): files in pieces, the import, and which line became which enterprise. */
export class CreateImportTables1795564890060 implements MigrationInterface {
  readonly name = 'CreateImportTables1795564890060';

  async up(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    await uploadTables(queryRunner);
    await queryRunner.query(TABLES);
    await queryRunner.query(`
      grant select, insert, update on enterprise_import to ${app};
      grant select, insert, update (enterprise_id) on enterprise_import_row to ${app};`);
    await auditedTables(queryRunner, AUDITED);
    await transitionGuard(queryRunner, 'enterprise_import', 'state', enterpriseImportMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'enterprise_import', 'state');
    await dropAuditedTables(queryRunner, AUDITED);
    await queryRunner.query('drop table enterprise_import_row, enterprise_import');
    await dropUploadTables(queryRunner);
  }
}

const TABLES = `
create table enterprise_import (
  id uuid not null,
  upload_id uuid not null,
  is_dry_run boolean not null,
  region_code text collate "C" not null,
  state text not null,
  started_by text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  row_count integer not null default 0,
  barred_count integer not null default 0,
  imported_count integer not null default 0,
  constraint enterprise_import_pkey primary key (id),
  constraint enterprise_import_upload_id_fkey foreign key (upload_id) references upload (id),
  constraint enterprise_import_state_known check (state in ('RECEIVING','READING','CHECKED','DONE','REFUSED')),
  constraint enterprise_import_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint enterprise_import_finished_whole check ((state in ('CHECKED','DONE','REFUSED')) = (finished_at is not null)),
  constraint enterprise_import_dry_run_writes_nothing check (not is_dry_run or (state <> 'DONE' and imported_count = 0)),
  constraint enterprise_import_counts_whole check
    (barred_count >= 0 and imported_count >= 0 and barred_count + imported_count <= row_count)
);
-- One file is imported once, whoever sends it how often; dry runs and refused ones don't count.
create unique index enterprise_import_upload_id_unique on enterprise_import (upload_id) where not is_dry_run and state <> 'REFUSED';
create index enterprise_import_region_code_idx on enterprise_import (region_code, started_at, id);
create index enterprise_import_upload_id_idx on enterprise_import (upload_id);

create table enterprise_import_row (
  import_id uuid not null,
  credit_code text not null,
  line integer not null,
  enterprise_id uuid,
  constraint enterprise_import_row_pkey primary key (import_id, credit_code),
  constraint enterprise_import_row_import_id_fkey foreign key (import_id) references enterprise_import (id),
  constraint enterprise_import_row_enterprise_id_fkey foreign key (enterprise_id) references enterprise (id),
  constraint enterprise_import_row_line_positive check (line > 0)
);
comment on table enterprise_import is 'Bulk imports of enterprises: a file, whether it was only checked, and what came of it.';
comment on table enterprise_import_row is 'Which line of a file named which credit code first, and the enterprise that it became; null in a dry run.';
`;
