import { type DatabaseDefinition, dropFoundation, foundation } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropFactsFoundation, factsFoundation } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { dropReleaseTable, releaseTable } from '../src/release-table';

class CreateRelease1700000000000 implements MigrationInterface {
  readonly name = 'CreateRelease1700000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await foundation(queryRunner);
    await factsFoundation(queryRunner);
    await releaseTable(queryRunner);
    await auditedTables(queryRunner, ['disclosure_release']);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropAuditedTables(queryRunner, ['disclosure_release']);
    await dropReleaseTable(queryRunner);
    await dropFactsFoundation(queryRunner);
    await dropFoundation(queryRunner);
  }
}

/** A database that holds rollups and releases of them, and no rows. */
export const filesDatabase: DatabaseDefinition = {
  name: 'disclosure',
  entities: [],
  migrations: [CreateRelease1700000000000],
};
