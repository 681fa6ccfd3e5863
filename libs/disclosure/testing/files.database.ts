import { type DatabaseDefinition, dropFoundation, foundation } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { dropReleaseTable, releaseTable } from '../src/release-table';

class CreateRelease1700000000000 implements MigrationInterface {
  readonly name = 'CreateRelease1700000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await foundation(queryRunner);
    await releaseTable(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropReleaseTable(queryRunner);
    await dropFoundation(queryRunner);
  }
}

/** A database that holds rollups and releases of them, and no rows. */
export const filesDatabase: DatabaseDefinition = {
  name: 'disclosure',
  entities: [],
  migrations: [CreateRelease1700000000000],
};
