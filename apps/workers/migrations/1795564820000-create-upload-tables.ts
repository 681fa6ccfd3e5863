import { auditedTables, dropAuditedTables } from '@nuan/facts';
import { dropUploadTables, uploadTables } from '@nuan/intake';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const AUDITED = ['upload', 'upload_chunk', 'row_problem'];

/** Files that come in pieces, and what was wrong with their rows. */
export class CreateUploadTables1795564820000 implements MigrationInterface {
  readonly name = 'CreateUploadTables1795564820000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await uploadTables(queryRunner);
    await auditedTables(queryRunner, AUDITED);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropAuditedTables(queryRunner, AUDITED);
    await dropUploadTables(queryRunner);
  }
}
