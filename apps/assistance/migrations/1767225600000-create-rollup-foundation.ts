import { dropFoundation, foundation } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every subgraph's database begins with: counters and deltas of aggregates, bulk loads, projection cursors. */
export class CreateRollupFoundation1767225600000 implements MigrationInterface {
  readonly name = 'CreateRollupFoundation1767225600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await foundation(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropFoundation(queryRunner);
  }
}
