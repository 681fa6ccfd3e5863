import { dropListImportTables, listImportTables, type ListImportTables } from '@nuan/intake';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { INSURANCE_IMPORT_ROWS, insuranceImportMachine } from '../src/insurance-import/insurance-import.machine';

const TABLES: ListImportTables = {
  table: 'insurance_project_import',
  machine: insuranceImportMachine,
  rows: INSURANCE_IMPORT_ROWS,
  madeIn: 'insurance_project',
  things: 'construction projects with their injury insurance',
};

/** Bulk import of construction projects and their injury insurance (批量导入参保项目). */
export class CreateInsuranceImportTables1795564901100 implements MigrationInterface {
  readonly name = 'CreateInsuranceImportTables1795564901100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await listImportTables(queryRunner, TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropListImportTables(queryRunner, TABLES);
  }
}
