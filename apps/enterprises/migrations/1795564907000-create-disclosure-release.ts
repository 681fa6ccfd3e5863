import { dropReleaseTable, releaseTable } from '@nuan/disclosure';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the figures lie that analysts are given, one row for each release. */
export class CreateDisclosureRelease1795564907000 implements MigrationInterface {
  readonly name = 'CreateDisclosureRelease1795564907000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await releaseTable(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropReleaseTable(queryRunner);
  }
}
