import { auditedTables, dropAuditedTables } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What analysts were given is on record: the database refuses a release without its audit row. */
export class AuditReleases1795565008000 implements MigrationInterface {
  readonly name = 'AuditReleases1795565008000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await auditedTables(queryRunner, ['disclosure_release']);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropAuditedTables(queryRunner, ['disclosure_release']);
  }
}
