import { createRollupSource, dropRollupSource, dropRollupTriggers, rollupTriggers } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const CONTRIBUTORS = ['campaign_beneficiary', 'disbursement', 'scholarship_grant'] as const;

/** Keeps the aggregates of money exact at commit: triggers on the contributing tables, and the view that they must agree with. */
export class CreateMoneyRollups1767225645000 implements MigrationInterface {
  readonly name = 'CreateMoneyRollups1767225645000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of CONTRIBUTORS) await rollupTriggers(queryRunner, table);
    await createRollupSource(queryRunner, CONTRIBUTORS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropRollupSource(queryRunner);
    for (const table of CONTRIBUTORS) await dropRollupTriggers(queryRunner, table);
  }
}
