import { changesByEntity, dropChangesByEntity } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Erasing a person takes tokens out of the older versions in the log of the feed: they are found by the person, not by reading the log. */
export class FindChangesByEntity1795565014020 implements MigrationInterface {
  readonly name = 'FindChangesByEntity1795565014020';

  async up(queryRunner: QueryRunner): Promise<void> {
    await changesByEntity(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropChangesByEntity(queryRunner);
  }
}
