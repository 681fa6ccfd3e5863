import { dropListImportTables, listImportTables, type ListImportTables } from '@nuan/intake';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { VISIT_IMPORT_ROWS, visitImportMachine } from '../src/visit-import/visit-import.machine';

const TABLES: ListImportTables = {
  table: 'enterprise_visit_import',
  machine: visitImportMachine,
  rows: VISIT_IMPORT_ROWS,
  madeIn: 'enterprise_visit',
  things: 'visits to enterprises, of one campaign or of none',
};

/** Bulk import of visits to enterprises (批量导入走访记录). */
export class CreateVisitImportTables1795564901300 implements MigrationInterface {
  readonly name = 'CreateVisitImportTables1795564901300';

  async up(queryRunner: QueryRunner): Promise<void> {
    await listImportTables(queryRunner, TABLES);
    await queryRunner.query(`
      alter table enterprise_visit_import add column campaign_code text,
        add constraint enterprise_visit_import_campaign_code_form check (campaign_code ~ '^[A-Za-z0-9_-]{2,40}$');
      comment on column enterprise_visit_import.campaign_code is 'Campaign that all its visits belong to; null outside campaigns.';`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropListImportTables(queryRunner, TABLES);
  }
}
