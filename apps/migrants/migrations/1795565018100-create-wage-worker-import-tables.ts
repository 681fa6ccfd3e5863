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

import { WAGE_WORKER_IMPORT_ROWS, wageWorkerImportMachine } from '../src/wage-worker-import/wage-worker-import.machine';

const TABLES: ListImportTables = {
  ...{ table: 'wage_case_worker_import', machine: wageWorkerImportMachine, rows: WAGE_WORKER_IMPORT_ROWS },
  ...{ madeIn: 'wage_case_worker', things: 'workers of a wage case' },
};
const { table } = TABLES;
const BEFORE = ['station_import', 'insurance_project_import'];

/** Bulk import of the workers of a wage case (批量导入欠薪职工名单), and what is owed to each. */
export class CreateWageWorkerImportTables1795565018100 implements MigrationInterface {
  readonly name = 'CreateWageWorkerImportTables1795565018100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(OWED);
    await listImportTables(queryRunner, TABLES);
    await queryRunner.query(ABOUT);
    await listImportModes(queryRunner, [table]);
    await listImportWalls(queryRunner, TABLES, BEFORE);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropListImportWalls(queryRunner, TABLES, BEFORE);
    await dropListImportModes(queryRunner, [table]);
    await dropListImportTables(queryRunner, TABLES);
    await queryRunner.query('alter table wage_case_worker drop column months, drop column owed_fen, drop column id');
  }
}

const OWED = `
alter table wage_case_worker
  add column id uuid not null default gen_random_uuid(),
  add column owed_fen bigint,
  add column months integer,
  add constraint wage_case_worker_id_unique unique (id),
  add constraint wage_case_worker_owed_fen_positive check (owed_fen > 0),
  add constraint wage_case_worker_months_counted check (months is null or (months between 1 and 120 and owed_fen is not null));
comment on column wage_case_worker.id is 'By which a row of a list says what it became.';
comment on column wage_case_worker.owed_fen is
  'Wages owed to this person; null where it isn''t stated. Together no more than the case is about. Personal data, as worker_id.';
comment on column wage_case_worker.months is 'Months of work that are unpaid; null where they aren''t counted.';
`;

const ABOUT = `
alter table ${table} add column wage_case_id uuid not null
  constraint ${table}_wage_case_id_fkey references wage_case (id);
create index ${table}_wage_case_id_idx on ${table} (wage_case_id);
comment on column ${table}.wage_case_id is 'The case that its rows are about.';
`;
