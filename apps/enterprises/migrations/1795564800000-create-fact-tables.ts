import { auditedTables, dropAuditedTables, dropFactsFoundation, factsFoundation } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const AUDITED = [
  'trade_union',
  'min_living_line',
  'enterprise',
  'distress_period',
  'capacity_cut',
  'worker_diversion',
  'enterprise_visit',
  'partner_shop',
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
