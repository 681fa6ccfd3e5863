import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '@nuan/facts';
import { dropUploadTables, uploadTables } from '@nuan/intake';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { stationImportMachine } from '../src/station-import/station-import.machine';

const AUDITED = ['upload', 'upload_chunk', 'row_problem', 'station_import', 'station_import_row'] as const;

/** Bulk import of stations (批量导入): files in pieces, the import, and which line became which station. */
export class CreateStationImportTables1795564899000 implements MigrationInterface {
  readonly name = 'CreateStationImportTables1795564899000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    await uploadTables(queryRunner);
    await queryRunner.query(TABLES);
    await queryRunner.query(`
      grant select, insert, update on station_import to ${app};
      grant select, insert, update (station_id) on station_import_row to ${app};`);
    await auditedTables(queryRunner, AUDITED);
    await transitionGuard(queryRunner, 'station_import', 'state', stationImportMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'station_import', 'state');
    await dropAuditedTables(queryRunner, AUDITED);
    await queryRunner.query('drop table station_import_row, station_import');
    await dropUploadTables(queryRunner);
  }
}

const TABLES = `
create table station_import (
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
  constraint station_import_pkey primary key (id),
  constraint station_import_upload_id_fkey foreign key (upload_id) references upload (id),
  constraint station_import_state_known check (state in ('RECEIVING','READING','CHECKED','DONE','REFUSED')),
  constraint station_import_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint station_import_finished_whole check ((state in ('CHECKED','DONE','REFUSED')) = (finished_at is not null)),
  constraint station_import_dry_run_writes_nothing check (not is_dry_run or (state <> 'DONE' and imported_count = 0)),
  constraint station_import_counts_whole check
    (barred_count >= 0 and imported_count >= 0 and barred_count + imported_count <= row_count)
);
-- One file is imported once, whoever sends it how often; dry runs and refused ones don't count.
create unique index station_import_upload_id_unique on station_import (upload_id) where not is_dry_run and state <> 'REFUSED';
create index station_import_region_code_idx on station_import (region_code, started_at, id);
create index station_import_upload_id_idx on station_import (upload_id);

create table station_import_row (
  import_id uuid not null,
  code text not null,
  line integer not null,
  station_id uuid,
  constraint station_import_row_pkey primary key (import_id, code),
  constraint station_import_row_import_id_fkey foreign key (import_id) references station_import (id),
  constraint station_import_row_station_id_fkey foreign key (station_id) references service_station (id),
  constraint station_import_row_line_positive check (line > 0)
);
comment on table station_import is 'Bulk imports of stations: a file, whether it was only checked, and what came of it.';
comment on table station_import_row is 'Which line of a file named which code first, and the station that it became; null in a dry run.';
`;
