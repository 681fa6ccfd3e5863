import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { householdImportMachine } from '../src/import/household-import.machine';

const AUDITED = ['household_import', 'household_import_row', 'imported_household'];

/** Bulk import of households (批量导入): the import, its rows while they are checked, and which household each group became. */
export class CreateImportTables1795564822000 implements MigrationInterface {
  readonly name = 'CreateImportTables1795564822000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant select, insert, update on household_import to ${app};
      grant select, insert, update, delete on household_import_row to ${app};
      grant select, insert on imported_household to ${app};`);
    await auditedTables(queryRunner, AUDITED);
    await transitionGuard(queryRunner, 'household_import', 'state', householdImportMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'household_import', 'state');
    await dropAuditedTables(queryRunner, AUDITED);
    await queryRunner.query('drop table imported_household, household_import_row, household_import');
  }
}

const TABLES = `
create table household_import (
  id uuid not null,
  upload_id uuid not null,
  mode text not null,
  is_dry_run boolean not null,
  region_code text collate "C" not null,
  union_id uuid not null,
  state text not null,
  started_by text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  row_count integer not null,
  household_count integer not null,
  barred_count integer not null,
  imported_count integer not null,
  imported_persons integer not null,
  constraint household_import_pkey primary key (id),
  constraint household_import_upload_id_fkey foreign key (upload_id) references upload (id),
  constraint household_import_mode_known check (mode in ('ALL_OR_NOTHING','PER_ROW')),
  constraint household_import_state_known check (state in ('RECEIVING','READING','CHECKED','WRITING','DONE','REFUSED')),
  constraint household_import_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint household_import_finished_whole check ((state in ('CHECKED','DONE','REFUSED')) = (finished_at is not null)),
  constraint household_import_dry_run_writes_nothing check (not is_dry_run or state not in ('WRITING','DONE') and imported_count = 0),
  constraint household_import_all_or_nothing check (mode <> 'ALL_OR_NOTHING' or imported_count = 0 or barred_count = 0),
  constraint household_import_counts_whole check (barred_count >= 0 and imported_count >= 0
    and barred_count + imported_count <= household_count and imported_persons <= row_count)
);
-- One file is imported once, whoever sends it how often; dry runs and refused ones don't count.
create unique index household_import_upload_id_unique on household_import (upload_id)
  where not is_dry_run and state <> 'REFUSED';
create index household_import_region_code_idx on household_import (region_code, started_at, id);
create index household_import_upload_id_idx on household_import (upload_id);

create table household_import_row (
  import_id uuid not null,
  line integer not null,
  household_no text collate "C" not null,
  is_head boolean not null,
  id_number_hash bytea,
  content_sealed bytea not null,
  is_barred boolean not null,
  constraint household_import_row_pkey primary key (import_id, line),
  constraint household_import_row_import_id_fkey foreign key (import_id) references household_import (id),
  constraint household_import_row_line_positive check (line > 0)
);
create index household_import_row_household_no_idx on household_import_row (import_id, household_no, line);
create index household_import_row_id_number_hash_idx on household_import_row (import_id, id_number_hash);

create table imported_household (
  import_id uuid not null,
  household_no text collate "C" not null,
  household_id uuid not null,
  line integer not null,
  constraint imported_household_pkey primary key (import_id, household_no),
  constraint imported_household_household_id_unique unique (household_id),
  constraint imported_household_import_id_fkey foreign key (import_id) references household_import (id),
  constraint imported_household_household_id_fkey foreign key (household_id) references household (id)
);

comment on table household_import is 'Bulk imports of households, one row each, with what came of them.';
comment on table household_import_row is 'Rows of an import while it is under way; deleted when it ends.';
comment on column household_import_row.content_sealed is 'Sensitive personal data (a row of the file as JSON), AES-256-GCM.';
comment on table imported_household is 'Which household each group of rows became: no group becomes two, however often a step is tried.';
`;
