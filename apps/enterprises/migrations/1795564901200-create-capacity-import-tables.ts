import { dropListImportTables, listImportTables, type ListImportTables } from '@nuan/intake';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { CAPACITY_IMPORT_ROWS, capacityImportMachine } from '../src/capacity-import/capacity-import.machine';

const TABLES: ListImportTables = {
  table: 'capacity_cut_import',
  machine: capacityImportMachine,
  rows: CAPACITY_IMPORT_ROWS,
  madeIn: 'capacity_cut',
  things: 'capacity cuts with the workers they divert',
};

/** Bulk import of capacity cuts and of the workers they divert (批量导入去产能报表). */
export class CreateCapacityImportTables1795564901200 implements MigrationInterface {
  readonly name = 'CreateCapacityImportTables1795564901200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await listImportTables(queryRunner, TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropListImportTables(queryRunner, TABLES);
  }
}
