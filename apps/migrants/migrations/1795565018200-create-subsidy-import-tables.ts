import {
  dropListImportModes,
  dropListImportTables,
  dropListImportWalls,
  listImportModes,
  listImportTables,
  type ListImportTables,
  listImportWalls,
} from '@nuan/intake';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { SUBSIDY_IMPORT_ROWS, subsidyImportMachine } from '../src/subsidy-import/subsidy-import.machine';

const TABLES: ListImportTables = {
  ...{ table: 'travel_subsidy_import', machine: subsidyImportMachine, rows: SUBSIDY_IMPORT_ROWS },
  ...{ madeIn: 'travel_subsidy_request', things: 'travel subsidies of a service' },
};
const { table } = TABLES;
const BEFORE = ['station_import', 'insurance_project_import', 'wage_case_worker_import'];

/** Bulk import of travel subsidies (批量导入返乡补贴名单). */
export class CreateSubsidyImportTables1795565018200 implements MigrationInterface {
  readonly name = 'CreateSubsidyImportTables1795565018200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await listImportTables(queryRunner, TABLES);
    await queryRunner.query(ABOUT);
    await listImportModes(queryRunner, [table]);
    await listImportWalls(queryRunner, TABLES, BEFORE);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropListImportWalls(queryRunner, TABLES, BEFORE);
    await dropListImportModes(queryRunner, [table]);
    await dropListImportTables(queryRunner, TABLES);
  }
}

const ABOUT = `
alter table ${table} add column return_service_id uuid not null
  constraint ${table}_return_service_id_fkey references return_service (id);
create index ${table}_return_service_id_idx on ${table} (return_service_id);
comment on column ${table}.return_service_id is 'The service that its rows are part of.';
`;
