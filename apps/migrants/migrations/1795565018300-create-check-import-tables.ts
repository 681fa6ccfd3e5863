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

import { CHECK_IMPORT_ROWS, checkImportMachine } from '../src/check-import/check-import.machine';

const TABLES: ListImportTables = {
  ...{ table: 'health_check_import', machine: checkImportMachine, rows: CHECK_IMPORT_ROWS },
  ...{ madeIn: 'service_record', things: 'persons checked in a batch' },
};
const { table } = TABLES;
const BEFORE = ['station_import', 'insurance_project_import', 'wage_case_worker_import', 'travel_subsidy_import'];

/** Bulk import of persons checked (批量导入体检名单): whom, and never what a check showed. */
export class CreateCheckImportTables1795565018300 implements MigrationInterface {
  readonly name = 'CreateCheckImportTables1795565018300';

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
alter table ${table} add column health_check_batch_id uuid not null
  constraint ${table}_health_check_batch_id_fkey references health_check_batch (id);
create index ${table}_health_check_batch_id_idx on ${table} (health_check_batch_id);
comment on column ${table}.health_check_batch_id is 'The batch that its rows are about.';
`;
