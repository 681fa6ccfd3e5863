import { auditedTables, dropAuditedTables, dropFactsFoundation, factsFoundation } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const AUDITED = [
  'household',
  'worker',
  'student',
  'consent',
  'filing_application',
  'data_check',
  'household_visit',
  'exit_review',
  'publicity_notice',
  'objection',
  'decision',
  'file_event',
] as const;

/** What stands behind every write: audit chain, change feed, idempotency keys, jobs; and the tables that may not be written without an audit row. */
export class CreateFactTables1795564800000 implements MigrationInterface {
  readonly name = 'CreateFactTables1795564800000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await factsFoundation(queryRunner);
    await auditedTables(queryRunner, AUDITED);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropAuditedTables(queryRunner, AUDITED);
    await dropFactsFoundation(queryRunner);
  }
}
